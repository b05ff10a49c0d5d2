import {
  Cancelled,
  CredentialRejected,
  Forbidden,
  NextcloudUnavailable,
  Throttled,
  type NextcloudError,
} from '../../errors/nextcloud-errors.js'
import { StartFailed } from '../../errors/start-failed.js'
import type { Log } from '../../lib/log.js'
import type { Clock } from '../../lib/ports.js'
import type { Secret } from '../../lib/secret.js'
import { singleFlight } from '../../lib/single-flight.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import { probeUser, type ProbeResult } from '../../nextcloud/users/probe-user.js'
import type { Vault } from '../../vault/vault.js'
import type { BasicLogin } from '../basic/basic-authenticator.js'
import type { Principal } from '../principal.js'
import type { AccountState, ServerAccount } from './server-account.js'

export interface ServerAccountOptions {
  username: string
  password: Secret
  /** `NEXTCLOUD_HOST`. */
  nextcloudUrl: string
  http: HttpClient
  vault: Pick<Vault, 'mac'>
  now: Clock
  log: Log
}

/** Nextcloud blocks an address after eleven wrong passwords in half an hour; one that is asked this seldom never gets there. */
const REFUSED_FOR_MS = 10 * 60_000

type Standing =
  { kind: 'good'; login: BasicLogin } | { kind: 'refused' | 'unknown'; until: number; error: NextcloudError }

/** Only the last answer of Nextcloud is kept, in memory. */
export function createServerAccount(options: ServerAccountOptions): ServerAccount {
  const { username, password, nextcloudUrl, http, vault, now, log } = options
  const credentialHash = vault.mac('cache-mac', username, password.reveal())
  const nobody: Principal = Object.freeze({ userId: '', via: 'basic', scopes: undefined, credentialHash })
  const once = singleFlight<Standing>()
  let standing: Standing | undefined

  async function ask(signal?: AbortSignal): Promise<Standing> {
    const credential = { kind: 'basic' as const, loginName: username, password }
    const result = await probeUser(http, nextcloudUrl, credential, { now, signal }).catch(late)
    standing = judge(result)
    if (standing.kind !== 'good') tell(standing)
    return standing
  }

  function tell({ kind, error }: Exclude<Standing, { kind: 'good' }>): void {
    const isRefused = kind === 'refused'
    const before = isRefused
      ? ''
      : 'Nextcloud could not be asked about the account of this server; the next call asks again. '
    log[isRefused ? 'error' : 'warn']({ account: kind }, `${before}${error.message}`)
  }

  function judge(result: ProbeResult): Standing {
    if (result.kind !== 'ok') return refusalOf(result, now())
    const { id, displayName } = result.user
    const principal = Object.freeze({ ...nobody, userId: id })
    return { kind: 'good', login: { principal, loginName: username, password, displayName } }
  }

  async function current(signal?: AbortSignal): Promise<Standing> {
    const known = standing
    return known && (known.kind === 'good' || known.until > now()) ? known : once('account', () => ask(signal))
  }

  return {
    state: (): AccountState => standing?.kind ?? 'unknown',
    principal: () => (standing?.kind === 'good' ? standing.login.principal : nobody),
    async checkAtStart(signal) {
      const first = await current(signal)
      if (first.kind === 'refused') throw new StartFailed(first.error.message, { cause: first.error })
    },
    async login() {
      const found = await current()
      if (found.kind === 'good') return found.login
      throw found.error
    },
    rejected() {
      if (standing?.kind !== 'good') return
      log.warn({}, 'Nextcloud refused the account of this server during a call; it is asked again before the next one')
      standing = undefined
    },
  }
}

/** Whoever gave up waiting knows nothing of the account. */
function late(error: unknown): ProbeResult {
  if (!(error instanceof Cancelled)) throw error
  return { kind: 'unavailable', reason: 'Nextcloud has not answered yet.', retryAfterSeconds: 0 }
}

type Refusal = Exclude<ProbeResult, { kind: 'ok' }>

function refusalOf(result: Refusal, now: number): Standing {
  if (result.kind === 'rejected') return { kind: 'refused', until: now + REFUSED_FOR_MS, error: wrong() }
  if (result.kind === 'forbidden') return { kind: 'refused', until: now + REFUSED_FOR_MS, error: notLetIn() }
  const { retryAfterSeconds } = result
  const until = now + retryAfterSeconds * 1000
  if (result.kind === 'throttled') return { kind: 'unknown', until, error: throttled(retryAfterSeconds) }
  return { kind: 'unknown', until, error: new NextcloudUnavailable(result.reason, { retryAfterSeconds }) }
}

const wrong = () =>
  new CredentialRejected(
    'Nextcloud does not accept the account of this server: NEXTCLOUD_USERNAME or NEXTCLOUD_PASSWORD is wrong, or the app password was withdrawn. Make an app password (Personal settings, Security), set it and start again.',
  )

const notLetIn = () =>
  new Forbidden(
    'Nextcloud knows the account of this server but does not let it in. Set NEXTCLOUD_PASSWORD to an app password (Personal settings, Security), and check that the address of this server is allowed.',
  )

const throttled = (retryAfterSeconds: number) =>
  new Throttled('Nextcloud is throttling sign-ins from this server.', { retryAfterSeconds })
