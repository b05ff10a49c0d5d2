import { NotFound } from '../../errors/nextcloud-errors.js'
import type { Sandbox } from '../sandbox.js'
import { grantedScope } from './granted-scope.js'
import { addGrant, grantTokens } from './grant-tokens.js'
import { nowSeconds, type OidcContext } from './oidc-context.js'
import { keepConsent } from './oidc-state.js'

const EVERYTHING = 'openid profile email offline_access'

/**
 * Tokens for a person without the browser steps, consent included.
 *
 * @throws {NotFound} when there is no such account or client.
 */
export async function issueTokens(
  context: OidcContext,
  { uid, clientId, scope = EVERYTHING, resource }: Parameters<Sandbox['issueTokens']>[0],
): ReturnType<Sandbox['issueTokens']> {
  const { world, state } = context
  const client = state.clients.get(clientId)
  if (client === undefined || !world.accounts.has(uid)) throw new NotFound('The sandbox has no such account or client.')
  const now = nowSeconds(world)
  const granted = grantedScope(scope, client.allowedScopes)
  keepConsent(state, { uid, clientId, scope: granted, at: now })
  const grant = addGrant(context, { client, uid, scope: granted, resource, authTime: now })
  const answer = await grantTokens(context, { grant, client, issuer: world.url })
  return { accessToken: answer.access_token, refreshToken: answer.refresh_token ?? null, idToken: answer.id_token }
}
