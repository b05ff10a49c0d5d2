import type { Secret } from '../../lib/secret.js'
import type { Principal } from '../principal.js'

/** A person proved by HTTP Basic. The password lives as long as the request. */
export interface BasicLogin {
  principal: Principal
  /** What Nextcloud must be sent again; may differ from the uid. */
  loginName: string
  password: Secret
  /** Both as they came (RFC 7617), for the request to Nextcloud. */
  encoded?: Secret
  displayName: string | undefined
}

export type BasicResult =
  | { ok: true; login: BasicLogin }
  /** `code` goes on the wire as `error`. 401 carries the Basic challenge; 403, 429 and 503 never do. */
  | {
      ok: false
      status: 401 | 403 | 429 | 503
      code: 'unauthorized' | 'invalid_credentials_format' | 'forbidden' | 'too_many_requests' | 'upstream_unavailable'
      description: string
      retryAfterSeconds?: number
    }

/** Checks HTTP Basic against Nextcloud, with caches and throttles in front of its brute-force counter (BA-1 to BA-9). */
export interface BasicAuthenticator {
  /** @param authorization - all values of the header, as they came. @param clientIp - after the trusted proxies. */
  authenticate(authorization: string | readonly string[] | undefined, clientIp: string): Promise<BasicResult>
  /** Nextcloud refused the credential during a call: forget that it was ever good. */
  rejected(credentialHash: string): void
  /** How many addresses may not try an unknown password at Nextcloud now (BA-8). */
  breakerOpen(): number
}
