import { constantTimeEqual } from '../../lib/constant-time-equal.js'
import type { Seconds } from '../../storage/storage.js'
import type { IdTokenClaims, IdTokenFault } from './id-token-claims.js'

export interface ExpectedClaims {
  issuers: readonly string[]
  clientId: string
  /** undefined: not asked for, as with a refreshed token. */
  nonce: string | undefined
  now: Seconds
}

const LEEWAY: Seconds = 60
const MAX_AGE: Seconds = 600

/**
 * @returns the first rule that is broken, or undefined.
 * @see OpenID Connect Core 1.0, section 3.1.3.7
 */
export function checkIdTokenClaims(claims: IdTokenClaims, expected: ExpectedClaims): IdTokenFault | undefined {
  if (!expected.issuers.includes(claims.iss)) return 'bad_issuer'
  if (!isForUs(claims, expected.clientId)) return 'bad_audience'
  return timeFault(claims, expected.now) ?? nonceFault(claims, expected.nonce)
}

/** A second audience, or an `azp` at all, makes `azp` decide who the token was made for. */
function isForUs({ aud, azp }: IdTokenClaims, clientId: string): boolean {
  const audience = [aud].flat()
  if (!audience.includes(clientId)) return false
  return audience.length === 1 && azp === undefined ? true : azp === clientId
}

function timeFault({ exp, iat, nbf }: IdTokenClaims, now: Seconds): IdTokenFault | undefined {
  if (exp <= now - LEEWAY) return 'expired'
  if (iat > now + LEEWAY || iat < now - MAX_AGE) return 'bad_issue_time'
  return nbf !== undefined && nbf > now + LEEWAY ? 'not_yet_valid' : undefined
}

function nonceFault({ nonce }: IdTokenClaims, expected: string | undefined): IdTokenFault | undefined {
  if (expected === undefined) return undefined
  return nonce !== undefined && constantTimeEqual(nonce, expected) ? undefined : 'bad_nonce'
}
