import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import { TooManyTokens } from '../../errors/authentication-errors.js'
import { bearerChallenge, resourceMetadataUrl } from './bearer-challenge.js'
import type { VerifyResult } from './token-verifier.js'

export interface BearerRefusal {
  /** Value of `WWW-Authenticate`. */
  challenge: string
  body: { error: 'unauthorized' | 'invalid_token'; error_description: string }
}

const UNKNOWN = 'The identity provider cannot be asked right now; the token may well be good.'
const MISSING = 'Send an access token for this server with each request, in the Authorization header.'
const REFUSED = 'This access token is not taken here: it has ended, was withdrawn, or was not made for this server.'

/**
 * The 401 of `/mcp` for a token that is missing or not taken, with the way to the metadata (RT-8). Why it is not taken stands in the log only.
 *
 * @param scopes - what a client may ask for.
 * @throws {TooManyTokens} when nobody was asked. @throws {TemporarilyUnavailable} when nobody can say whether the token is good: never 401 (VER-1).
 */
export function bearerRefusal(
  { reason, fault, retryAfterSeconds }: Extract<VerifyResult, { ok: false }>,
  { scopes, publicUrl }: { scopes: readonly string[]; publicUrl: string },
): BearerRefusal {
  if (reason === 'too_many') throw new TooManyTokens(retryAfterSeconds)
  if (fault === 'server') throw new TemporarilyUnavailable(UNKNOWN, retryAfterSeconds ? { retryAfterSeconds } : {})
  const place = { scope: scopes, resourceMetadata: resourceMetadataUrl(publicUrl) }
  if (reason === 'missing') {
    return { challenge: bearerChallenge(place), body: { error: 'unauthorized', error_description: MISSING } }
  }
  const challenge = bearerChallenge({ error: 'invalid_token', ...place })
  return { challenge, body: { error: 'invalid_token', error_description: REFUSED } }
}
