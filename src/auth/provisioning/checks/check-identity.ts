import { ProvisioningFailed } from '../../../errors/provisioning-failed.js'
import type { OAuthFlow, Seconds } from '../../../storage/storage.js'
import type { Jwks } from '../../jwks/jwks-cache.js'
import type { OidcSession } from '../../oidc/oidc-runtime.js'
import type { IdTokenClaims } from '../../oidc/id-token-claims.js'
import { verifyIdToken } from '../../oidc/verify-id-token.js'

/**
 * Who consented, by the claims of a verified ID token, and never anything else (HYB-7).
 *
 * @throws {ProvisioningFailed} `unavailable` when the provider's keys cannot be had, which is not the token's fault.
 */
export async function checkIdentity(
  idToken: string | undefined,
  { flow, session, jwks, now }: { flow: OAuthFlow; session: OidcSession; jwks: Jwks; now: Seconds },
): Promise<IdTokenClaims> {
  if (idToken === undefined) throw new ProvisioningFailed('id_token_invalid', { detail: 'absent' })
  const { provider, client } = session
  const result = await verifyIdToken(idToken, { provider, clientId: client.id, nonce: flow.nonce, now, jwks })
  if (result.ok) return result.claims
  const failure = result.reason === 'keys_unavailable' ? 'unavailable' : 'id_token_invalid'
  throw new ProvisioningFailed(failure, { detail: result.reason })
}

/** A ticket opens the door for one person (HYB-9). */
export function checkPerson({ ticketUser }: OAuthFlow, userId: string): void {
  if (ticketUser !== null && ticketUser !== userId) throw new ProvisioningFailed('wrong_person')
}
