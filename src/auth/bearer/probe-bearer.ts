import type { Log } from '../../lib/log.js'
import type { Clock } from '../../lib/ports.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import { probeUser } from '../../nextcloud/users/probe-user.js'
import type { BearerLogin } from './bearer-door.js'

/** Does Nextcloud take bearer tokens at all? Only a token can tell, so the first good one does. */
export interface BearerProbe {
  state(): 'unknown' | 'accepted' | 'refused'
  /** Asks Nextcloud with this login, once, in the background, when the answer is not known. */
  observe(login: BearerLogin): void
  /** Nextcloud refused a token of which its issuer says that it is good. Where others were taken before, that is one person's matter, and nothing is learnt. */
  refused(): void
  /** For the status, the log and the doctor: what does not work, and what to set. */
  warnings(): readonly string[]
  /** Resolves when nothing is being asked. */
  settled(): Promise<void>
}

export interface BearerProbeOptions {
  http: HttpClient
  /** Of Nextcloud. */
  baseUrl: string
  log: Log
  now: Clock
}

const ASK_AGAIN_MS = 60_000

/** What makes Nextcloud take the tokens of its own `oidc` app, or of a provider of `user_oidc`. */
export const BEARER_FIX =
  'Enable the apps oidc and user_oidc (tested: 2.0.9 and 8.11), and run: occ config:system:set user_oidc oidc_provider_bearer_validation --value=true --type=boolean.' +
  ' For another identity provider, switch "check-bearer" on in its user_oidc settings.'

const REFUSED = `Nextcloud refuses bearer tokens, so no tool can reach it. ${BEARER_FIX}`
const STRANGER =
  'Nextcloud knows the bearer of a token by another user id than the token names. Tools that need the id, such as those for files, will fail.'

/** One OCS call with a token that was verified a moment ago. */
export function createBearerProbe({ http, baseUrl, log, now }: BearerProbeOptions): BearerProbe {
  let state: ReturnType<BearerProbe['state']> = 'unknown'
  let stranger = false
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined

  function learn(found: typeof state): void {
    if (found === state) return
    state = found
    if (found === 'accepted') log.info({ bearer: found }, 'Nextcloud takes bearer tokens')
    else log.warn({ bearer: found }, REFUSED)
  }

  async function ask(login: BearerLogin): Promise<void> {
    const credential = await login.credential()
    if (credential.kind !== 'bearer') return
    const result = await probeUser(http, baseUrl, credential, { now })
    if (result.kind === 'ok') {
      stranger = result.user.id !== login.principal.userId
      if (stranger) log.warn({ bearer: 'other user id' }, STRANGER)
      learn('accepted')
    }
    // A token may have died since it was looked at: that says nothing about Nextcloud.
    if (result.kind === 'rejected' && (await login.confirm()).ok) learn('refused')
  }

  return {
    state: () => state,
    observe(login) {
      if (state === 'accepted' || asking || now() - askedAt < ASK_AGAIN_MS) return
      askedAt = now()
      asking = ask(login)
        .catch((error: unknown) =>
          log.debug({ err: error }, 'whether Nextcloud takes bearer tokens could not be asked'),
        )
        .finally(() => (asking = undefined))
    },
    refused: () => (state === 'accepted' ? undefined : learn('refused')),
    warnings: () => [...(state === 'refused' ? [REFUSED] : []), ...(stranger ? [STRANGER] : [])],
    settled: async () => asking,
  }
}
