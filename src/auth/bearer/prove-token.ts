import type { Config } from '../../config/config.js'
import type { Secret } from '../../lib/secret.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { Jwks } from '../jwks/jwks-cache.js'
import type { OidcRuntime, OidcSession } from '../oidc/oidc-runtime.js'
import type { Surface } from './audience-fault.js'
import { classifyToken } from './classify-token.js'
import { introspect } from './introspect.js'
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
  return verifyJwt(token.reveal(), classified.header, { jwks, provider: session.provider, publicUrl, now })
}

async function proveOpaque(token: Secret, context: ProofContext): Promise<FactsResult> {
  const introspected = await byIntrospection(token, context)
  const mayAskUser = context.surface === 'management' && context.config.management.allowUserinfo
  if (introspected.ok || !mayAskUser) return introspected
  return byUserinfo(token, context)
}

async function byIntrospection(token: Secret, { http, session, oidc }: ProofContext): Promise<FactsResult> {
  const { provider, client } = session
  const url = provider.introspectionEndpoint
  if (url === undefined) return serverFault('not_configured', NOT_CONFIGURED_SECONDS)
  return introspect(http, token, { url, client, onClientRejected: id => oidc.clientRejected(id) })
}

/** Proves whose token it is and that it lives; neither audience nor client, so an administrator must have allowed it. */
async function byUserinfo(token: Secret, { http, session }: ProofContext): Promise<FactsResult> {
  const url = session.provider.userinfoEndpoint
  if (url === undefined) return serverFault('not_configured', NOT_CONFIGURED_SECONDS)
  const info = await userinfo(http, url, token)
  if (!info.ok) return info
  const unknown = { clientId: undefined, audience: [], expiresAt: undefined, unlistedIssuer: undefined }
  return { ok: true, facts: { ...unknown, ...info.user, scope: info.user.scope, proof: 'userinfo', typed: false } }
}
