import { constantTimeEqual } from '../../../lib/constant-time-equal.js'
import { sha256 } from '../../../lib/sha256.js'

const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/

/** Does the verifier belong to the S256 challenge? In constant time (RFC 7636, section 4.6). */
export function fitsChallenge(verifier: string | undefined, challenge: string): boolean {
  return verifier !== undefined && VERIFIER.test(verifier) && constantTimeEqual(sha256(verifier), challenge)
}
