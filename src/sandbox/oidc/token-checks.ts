import { sha256 } from '../../lib/sha256.js'
import type { ClientCredentials } from './client-credentials.js'
import { isExpiredClient, nowSeconds, type OidcContext } from './oidc-context.js'
import { consentOf, grantBySecret, type Grant, type OidcClient } from './oidc-state.js'
import { isRefusal, refused, type Refusal } from './refusal.js'
import { text, type Params } from './request-params.js'

const NOT_FOUND = refused('invalid_grant', 'Could not find access token for code or refresh_token.')

export interface CheckedGrant {
  grant: Grant
  client: OidcClient
}

/**
 * The checks of the token endpoint (`oidc` 2.0.9) in its order: the grant is looked up before the client, the client's
 * secret is compared before anything is spent, and a wrong `code_verifier` burns the code. `redirect_uri` is not looked at.
 */
export function checkTokenRequest(
  context: OidcContext,
  params: Params,
  credentials: ClientCredentials,
): CheckedGrant | Refusal {
  const found = findGrant(context, params)
  if (isRefusal(found)) return found
  const client = checkClient(context, credentials)
  if (isRefusal(client)) return client
  const { grant } = found
  if (grant === undefined) return revokeReused(context, text(params, 'code') ?? '')
  const problem = checkGrant(context, grant, client) ?? checkVerifier(context, params, grant)
  return problem ?? { grant, client }
}

function findGrant({ state }: OidcContext, params: Params): { grant: Grant | undefined } | Refusal {
  const grantType = text(params, 'grant_type')
  if (grantType === 'refresh_token') return findRefresh({ state }, text(params, 'refresh_token'))
  if (grantType !== 'authorization_code') {
    return refused('invalid_grant', 'Invalid grant_type provided. Must be authorization_code or refresh_token.')
  }
  const code = text(params, 'code') ?? ''
  const grant = grantBySecret(state, code)
  return grant === undefined && !state.usedCodes.has(code) ? NOT_FOUND : { grant }
}

function findRefresh({ state }: Pick<OidcContext, 'state'>, token: string | undefined): { grant: Grant } | Refusal {
  if (token === undefined) return refused('invalid_request', 'Missing code or refresh_token.')
  const grant = grantBySecret(state, token)
  if (grant === undefined) return NOT_FOUND
  if (consentOf(state, grant.uid, grant.clientId) !== undefined) return { grant }
  state.grants.delete(grant.number)
  return NOT_FOUND
}

function checkClient({ world, state }: OidcContext, { clientId, clientSecret }: ClientCredentials) {
  if (clientId === undefined) return refused('invalid_client', 'Missing client_id.')
  const client = state.clients.get(clientId)
  if (client === undefined) return refused('invalid_client', 'Client not found.')
  if (client.clientSecret !== clientSecret) return refused('invalid_client', 'Client authentication failed.')
  if (isExpiredClient(world, client)) return refused('expired_client', 'Client expired.')
  return client
}

/** A code that comes twice may have been stolen: what it gave is taken back (RFC 6749, section 10.5). */
function revokeReused({ state }: OidcContext, code: string): Refusal {
  const number = state.usedCodes.get(code)
  if (number !== undefined) state.grants.delete(number)
  return refused('invalid_grant', 'Authorization code has already been used.')
}

function checkGrant({ world, state }: OidcContext, grant: Grant, client: OidcClient): Refusal | undefined {
  if (grant.clientId !== client.clientId) return refused('invalid_grant', 'Grant is not valid for this client.')
  const { expireTime, refreshExpireTime } = world.settings
  const lifetime = grant.exchanged ? refreshExpireTime : expireTime
  if (lifetime === 'never' || nowSeconds(world) <= grant.refreshedAt + lifetime) return undefined
  state.grants.delete(grant.number)
  return refused('invalid_grant', grant.exchanged ? 'Refresh token is expired.' : 'Access token already expired.')
}

function checkVerifier({ state }: OidcContext, params: Params, grant: Grant): Refusal | undefined {
  if (text(params, 'grant_type') !== 'authorization_code' || grant.codeChallenge === undefined) return undefined
  const verifier = text(params, 'code_verifier')
  if (verifier === undefined) return refused('invalid_grant', 'code_verifier required for PKCE flow.')
  const { challenge, method } = grant.codeChallenge
  if (challenge === (method === 'S256' ? sha256(verifier) : verifier)) return undefined
  state.grants.delete(grant.number)
  return refused('invalid_grant', 'Invalid code_verifier.')
}
