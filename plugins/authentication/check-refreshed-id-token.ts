import type { CheckIdToken } from '../../src/auth/broker/broker-deps.js'
import type { Jwks } from '../../src/auth/jwks/jwks-cache.js'
import type { OidcRuntime } from '../../src/auth/oidc/oidc-runtime.js'
import { verifyIdToken } from '../../src/auth/oidc/verify-id-token.js'
import { TemporarilyUnavailable } from '../../src/errors/access-errors.js'
import type { Clock } from '../../src/lib/ports.js'

/**
 * For the broker: an ID token that comes with a refresh must be genuine and the same person's (BRK-10). No nonce: nobody asked for one.
 *
 * @returns a check that rejects with `TemporarilyUnavailable` when the provider's keys could not be had.
 */
export function checkRefreshedIdToken(oidc: OidcRuntime, jwks: Jwks, now: Clock): CheckIdToken {
  return async (idToken, userId) => {
    const { provider, client } = await oidc.session()
    const context = { provider, clientId: client.id, jwks, now: Math.floor(now() / 1000) }
    const result = await verifyIdToken(idToken, context)
    if (result.ok) return result.claims.sub === userId
    if (result.reason === 'keys_unavailable') throw new TemporarilyUnavailable('The signing keys cannot be had.')
    return false
  }
}
