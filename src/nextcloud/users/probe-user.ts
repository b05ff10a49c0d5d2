import {
  Cancelled,
  CredentialRejected,
  Forbidden,
  NextcloudError,
  NextcloudUnavailable,
  Throttled,
} from '../../errors/nextcloud-errors.js'
import { endpoints } from '../endpoints.js'
import type { Credential, HttpClient, HttpRequest } from '../http-client.js'
import { readOcs } from '../ocs-envelope.js'
import { UserData } from './user-data.js'
import type { CurrentUser } from './users-client.js'

const TIMEOUT_MS = 10_000
const MAX_BYTES = 256 * 1024

/** What Nextcloud says of a credential. Only `rejected` means that it is wrong. */
export type ProbeResult =
  | { kind: 'ok'; user: CurrentUser }
  /** 401: wrong, revoked, or the account is disabled. */
  | { kind: 'rejected' }
  /** 403: right, but not for this: two-factor enforced, or the address is not allowed. */
  | { kind: 'forbidden' }
  | { kind: 'throttled'; retryAfterSeconds: number }
  /** `reason` is for the log and for administrators. */
  | { kind: 'unavailable'; reason: string; retryAfterSeconds: number }

export interface ProbeOptions {
  /** Forwarded to Nextcloud when the client is configured to. */
  clientIp?: string | undefined
  signal?: AbortSignal | undefined
  /** Unix milliseconds. */
  now?: () => number
}

/**
 * Asks Nextcloud who a credential belongs to: `GET /ocs/v2.php/cloud/user`. Never OCS v1, which answers HTTP 200 when
 * it means 429. One attempt: a repeated wrong password would count twice in Nextcloud's brute-force protection.
 *
 * @throws {Cancelled} when `signal` aborts; everything else is a result.
 */
export async function probeUser(
  http: HttpClient,
  baseUrl: string,
  credential: Credential,
  { clientIp, signal, now = Date.now }: ProbeOptions = {},
): Promise<ProbeResult> {
  const request: HttpRequest = {
    method: 'GET',
    url: endpoints(baseUrl).ocs('/cloud/user?format=json'),
    headers: { accept: 'application/json' },
    credential,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    retry: 'unsent',
    ...(clientIp !== undefined && { clientIp }),
    ...(signal && { signal }),
  }
  try {
    return { kind: 'ok', user: readOcs(await http.send(request), UserData, { kind: 'ocs' }, now()) }
  } catch (error) {
    return classify(error)
  }
}

function classify(error: unknown): ProbeResult {
  if (!(error instanceof NextcloudError) || error instanceof Cancelled) throw error
  if (error instanceof CredentialRejected) return { kind: 'rejected' }
  if (error instanceof Forbidden) return { kind: 'forbidden' }
  if (error instanceof Throttled) return { kind: 'throttled', retryAfterSeconds: error.retryAfterSeconds ?? 60 }
  return { kind: 'unavailable', reason: reasonOf(error), retryAfterSeconds: error.retryAfterSeconds ?? 5 }
}

/** Whatever else Nextcloud may say to this call says nothing about the credential. */
function reasonOf(error: NextcloudError): string {
  if (error instanceof NextcloudUnavailable) return error.message
  return `Nextcloud answered unexpectedly (${error.code}).`
}
