import type { JwtHeader } from './classify-token.js'
import { audienceOf, type JwtClaims } from './jwt-claims.js'
import { isOurUrl } from './is-our-url.js'

export interface Reader {
  /** Our own base URL. */
  publicUrl: string
  /** The token is of Nextcloud's own `oidc` app. */
  isNextcloud: boolean
}

/**
 * ID tokens are signed by the same key and lie around in logs and front ends, so a signature is not enough (VER-5). A token that says `at+jwt`
 * is an access token (Nextcloud's `oidc` 2.0.9 writes `at+JWT`). Any other must look like one in every way: scope or client, made for us, and nothing
 * that only ID tokens carry. Providers like Amazon Cognito name no audience in access tokens but the client; an ID token always has one
 * (OpenID Connect Core 1.0, section 2).
 */
export function isAccessToken(header: JwtHeader, claims: JwtClaims, { publicUrl, isNextcloud }: Reader): boolean {
  if (saysOtherwise(claims)) return false
  if (isTyped(header)) return true
  if (claims.nonce !== undefined || claims.at_hash !== undefined || claims.c_hash !== undefined) return false
  if (claims.scope === undefined && claims.client_id === undefined) return false
  const audience = audienceOf(claims)
  if (audience.length === 0) return !isNextcloud && claims.client_id !== undefined
  return audience.some(name => isOurUrl(name, publicUrl))
}

/** Providers that name the kind of a token in its payload mean what they say. */
function saysOtherwise({ typ, token_use: use }: JwtClaims): boolean {
  if (use !== undefined && use !== 'access') return true
  return typeof typ === 'string' && /^(?:id|refresh|offline|logout)$/i.test(typ)
}

/** RFC 9068, section 2.1. */
export function isTyped({ typ }: JwtHeader): boolean {
  return /^(?:application\/)?at\+jwt$/i.test(typ ?? '')
}
