import { compactVerify, type CryptoKey } from 'jose'

import type { Jwks } from '../jwks/jwks-cache.js'
import { parseJson } from '../jwks/parse-json.js'
import type { ProviderMetadata } from '../oidc/oidc-runtime.js'
import type { JwtHeader } from './classify-token.js'
import { isAccessToken, isTyped } from './is-access-token.js'
import { audienceOf, JwtClaims } from './jwt-claims.js'
import { mappedUser } from './mapped-user.js'
import { clientFault, serverFault, type FactsResult, type Rejection } from './token-facts.js'

export interface JwtContext {
  jwks: Jwks
  provider: ProviderMetadata
  /** Our own base URL. */
  publicUrl: string
  /** Names the Nextcloud account. */
  userIdClaim: string
  /** Unix seconds. */
  now: number
}

/** Seconds by which the provider's clock and ours may differ. */
export const LEEWAY = 60

/**
 * Signature, times, and that it is an access token (VER-4, VER-5). Who may use it, and whether the issuer may be unlisted, is decided elsewhere.
 *
 * @see RFC 9068, section 4; RFC 8725
 */
export async function verifyJwt(token: string, header: JwtHeader, context: JwtContext): Promise<FactsResult> {
  const found = await context.jwks.find(context.provider.jwksUri, header)
  if (!found.ok) {
    if (found.reason !== 'unknown_key') return serverFault(found.reason, found.retryAfterSeconds)
    return clientFault('bad_signature', { lasting: false })
  }
  const payload = await signedPayload(token, found.key, header.alg)
  if (!payload) return clientFault('bad_signature')
  const claims = JwtClaims.safeParse(parseJson(payload)).data
  if (!claims) return clientFault('malformed')
  const untimely = checkTimes(claims, context.now)
  if (untimely) return untimely
  if (!isAccessToken(header, claims, { publicUrl: context.publicUrl, isNextcloud: context.provider.isNextcloud }))
    return clientFault('not_an_access_token')
  return { ok: true, facts: factsOf(claims, header, context) }
}

async function signedPayload(token: string, key: CryptoKey, alg: string): Promise<Uint8Array | undefined> {
  const verified = await compactVerify(token, key, { algorithms: [alg] }).catch(() => undefined)
  return verified?.payload
}

function checkTimes({ exp, nbf, iat }: JwtClaims, now: number): Rejection | undefined {
  if (exp <= now - LEEWAY) return clientFault('expired')
  if ((nbf ?? now) > now + LEEWAY || (iat ?? now) > now + LEEWAY)
    return clientFault('not_yet_valid', { lasting: false })
  return undefined
}

function factsOf(claims: JwtClaims, header: JwtHeader, { provider, userIdClaim }: JwtContext) {
  return {
    sub: claims.sub,
    mappedUser: mappedUser(claims, userIdClaim),
    clientId: claims.client_id ?? claims.azp,
    audience: audienceOf(claims),
    scope: claims.scope,
    expiresAt: claims.exp,
    unlistedIssuer: provider.acceptedIssuers.includes(claims.iss) ? undefined : claims.iss,
    proof: 'signature' as const,
    typed: isTyped(header),
  }
}
