import type { Principal } from '../principal.js'

/** Why a token was not taken (VER-1). */
export type RejectionReason =
  | 'missing'
  | 'malformed'
  | 'too_large'
  | 'expired'
  | 'not_yet_valid'
  | 'inactive'
  | 'bad_signature'
  | 'bad_algorithm'
  | 'bad_issuer'
  | 'bad_audience'
  | 'not_an_access_token'
  | 'subject_mismatch'
  | 'no_user_id'
  | 'not_allowlisted'
  | 'insufficient_scope'
  | 'too_many'
  | 'not_configured'
  | 'no_signing_keys'
  | 'network_error'

export type VerifyResult =
  | { ok: true; principal: Principal }
  /** `server`: our or the provider's fault, answered with 503 and never with 401. */
  | { ok: false; reason: RejectionReason; fault: 'client' | 'server'; retryAfterSeconds?: number }

export interface TokenVerifier {
  /**
   * @param authorization - all values of the `Authorization` header, as they came.
   * @param network - where it came from (`clientNetwork`). When that brings many tokens which only the provider can judge, the next is
   *   `too_many` and nobody is asked.
   */
  verify(authorization: string | readonly string[] | undefined, network?: string): Promise<VerifyResult>
  /**
   * Asks about a token anew, whatever is remembered of it and however seldom the provider is to be asked: Nextcloud refused it, and
   * either it died or Nextcloud takes no tokens.
   */
  confirm(authorization: string | readonly string[] | undefined): Promise<VerifyResult>
  /** Drops every cached result of a person: revoke, new grant, a 401 from Nextcloud. */
  forget(userId: string): void
}
