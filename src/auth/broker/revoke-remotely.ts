import type { Secret } from '../../lib/secret.js'
import type { Grant } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import type { BrokerDeps } from './broker-deps.js'
import type { BrokerState } from './broker-state.js'
import { postForm } from './refresh-request.js'

/**
 * Asks the provider to end the grant that was made with our present client.
 *
 * @returns null where the provider has no revocation endpoint, false when it could not be told. Never rejects.
 * @see RFC 7009; Nextcloud's `oidc` 2.0.9 has no such endpoint and keeps its side until the refresh token lapses
 */
export async function revokeRemotely(
  deps: BrokerDeps,
  state: BrokerState,
  grants: readonly Grant[],
): Promise<boolean | null> {
  const session = await deps.oidc.session().catch(() => undefined)
  if (!session) return false
  const { provider, client } = session
  if (provider.revocationEndpoint === undefined) return null
  const grant = grants.find(({ issuer, clientId }) => issuer === provider.issuer && clientId === client.id)
  const token = grant && (state.rotations.pending(grant) ?? openQuietly(deps, grant))
  if (!grant || !token) return false
  const access = state.cache.peek(grant.userId)?.access.token
  if (access) await post(deps, session, provider.revocationEndpoint, ['access_token', access])
  return post(deps, session, provider.revocationEndpoint, ['refresh_token', token])
}

function openQuietly({ vault, log }: BrokerDeps, grant: Grant): Secret | undefined {
  try {
    return grant.ciphertext ? vault.open(grant.ciphertext, sealContexts['refresh-token'](grant)) : undefined
  } catch (error) {
    log.warn({ err: error, userId: grant.userId }, 'a token that cannot be opened was not revoked at the provider')
    return undefined
  }
}

async function post(
  { http, log }: BrokerDeps,
  { client }: OidcSession,
  endpoint: string,
  [hint, token]: ['access_token' | 'refresh_token', Secret],
): Promise<boolean> {
  const authentication = { client_id: client.id, client_secret: client.secret.reveal() }
  try {
    const answer = await postForm(http, endpoint, { token: token.reveal(), token_type_hint: hint, ...authentication })
    return answer.status === 200
  } catch (error) {
    log.warn({ err: error }, 'the identity provider could not be told of a revocation')
    return false
  }
}
