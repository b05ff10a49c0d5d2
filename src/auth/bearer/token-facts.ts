import type { RejectionReason } from './token-verifier.js'

/** What a token says, and how we know that it says so. */
export interface TokenFacts {
  sub: string
  /** The Nextcloud account, when a claim other than `sub` names it and the token holds it. */
  mappedUser?: string | undefined
  /** `client_id`, else `azp`: whom it was issued to. */
  clientId: string | undefined
  audience: readonly string[]
  scope: string | undefined
  /** Unix seconds. */
  expiresAt: number | undefined
  /** `iss`, when it is none of the provider's known spellings. */
  unlistedIssuer: string | undefined
  /** `userinfo` proves that the token lives and whose it is, but neither audience nor client. */
  proof: 'signature' | 'introspection' | 'userinfo'
  /** Its header says access token (RFC 9068, section 2.1). */
  typed: boolean
}

/** A token was not taken. `server`: whoever must answer for the token could not be asked. */
export interface Rejection {
  ok: false
  reason: RejectionReason
  fault: 'client' | 'server'
  retryAfterSeconds?: number
  /** false: must not be remembered, because it may be otherwise in a moment. */
  lasting?: boolean
}

export type FactsResult = { ok: true; facts: TokenFacts } | Rejection

export function clientFault(reason: RejectionReason, options: { lasting?: boolean } = {}): Rejection {
  return { ok: false, reason, fault: 'client', ...options }
}

export function serverFault(reason: RejectionReason, retryAfterSeconds = 10): Rejection {
  return { ok: false, reason, fault: 'server', retryAfterSeconds }
}
