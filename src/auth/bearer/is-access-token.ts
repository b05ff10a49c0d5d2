import type { JwtHeader } from './classify-token.js'
import { audienceOf, type JwtClaims } from './jwt-claims.js'
import { isOurUrl } from './is-our-url.js'

/**
 * ID tokens are signed by the same key and lie around in logs and front ends, so a signature is not enough (VER-5). A token that says `at+jwt`
 * is an access token (Nextcloud's `oidc` 2.0.9 writes `at+JWT`). Any other must look like one in every way: scope or client, made for us, and nothing
 * that only ID tokens carry.
 */
export function isAccessToken(header: JwtHeader, claims: JwtClaims, publicUrl: string): boolean {
  if (isTyped(header)) return true
  if (claims.nonce !== undefined || claims.at_hash !== undefined || claims.c_hash !== undefined) return false
  if (claims.scope === undefined && claims.client_id === undefined) return false
  return audienceOf(claims).some(audience => isOurUrl(audience, publicUrl))
}

/** RFC 9068, section 2.1. */
export function isTyped({ typ }: JwtHeader): boolean {
  return /^(?:application\/)?at\+jwt$/i.test(typ ?? '')
}
