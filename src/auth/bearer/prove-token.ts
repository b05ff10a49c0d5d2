import type { Config } from '../../config/config.js'
import type { Secret } from '../../lib/secret.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { Jwks } from '../jwks/jwks-cache.js'
import type { OidcRuntime, OidcSession } from '../oidc/oidc-runtime.js'
import { userIdClaim as userIdClaimOf } from '../user-id.js'
import type { Surface } from './audience-fault.js'
import { classifyToken } from './classify-token.js'
import { introspect } from './introspect.js'
import { mappedUser } from './mapped-user.js'
import { clientFault, serverFault, type FactsResult } from './token-facts.js'
import { userinfo } from './userinfo.js'
import { verifyJwt } from './verify-jwt.js'

export interface ProofContext {
  surface: Surface
  config: Config
  session: OidcSession
  oidc: Pick<OidcRuntime, 'clientRejected'>
  http: HttpClient
  jwks: Jwks
  /** Unix seconds. */
  now: number
}

const NOT_CONFIGURED_SECONDS = 60

/** Finds out what a token says: by its signature, or by asking the provider when it is opaque. */
export async function proveToken(token: Secret, context: ProofContext): Promise<FactsResult> {
  const { jwks, session, config, now } = context
  const classified = classifyToken(token.reveal())
  if (classified.kind === 'refused') return clientFault(classified.reason)
  if (classified.kind === 'opaque') return proveOpaque(token, context)
  const { publicUrl } = config.server
  const { provider } = session
  const userIdClaim = userIdClaimOf(config, provider)
  return verifyJwt(token.reveal(), classified.header, { jwks, provider, publicUrl, userIdClaim, now })
}

async function proveOpaque(token: Secret, context: ProofContext): Promise<FactsResult> {
  const introspected = await byIntrospection(token, context)
  const mayAskUser = context.surface === 'management' && context.config.management.allowUserinfo
  if (introspected.ok || !mayAskUser) return introspected
  return byUserinfo(token, context)
}

async function byIntrospection(token: Secret, { http, config, session, oidc }: ProofContext): Promise<FactsResult> {
  const { provider, client } = session
  const url = provider.introspectionEndpoint
  if (url === undefined) return serverFault('not_configured', NOT_CONFIGURED_SECONDS)
  const userIdClaim = userIdClaimOf(config, provider)
  return introspect(http, token, { url, client, userIdClaim, onClientRejected: id => oidc.clientRejected(id) })
}

/** Proves whose token it is and that it lives; neither audience nor client, so an administrator must have allowed it. */
async function byUserinfo(token: Secret, { http, config, session }: ProofContext): Promise<FactsResult> {
  const url = session.provider.userinfoEndpoint
  if (url === undefined) return serverFault('not_configured', NOT_CONFIGURED_SECONDS)
  const info = await userinfo(http, url, token)
  if (!info.ok) return info
  const unknown = { clientId: undefined, audience: [], expiresAt: undefined, unlistedIssuer: undefined }
  const { sub, scope } = info.user
  const user = { sub, scope, mappedUser: mappedUser(info.user, userIdClaimOf(config, session.provider)) }
  return { ok: true, facts: { ...unknown, ...user, proof: 'userinfo', typed: false } }
}
