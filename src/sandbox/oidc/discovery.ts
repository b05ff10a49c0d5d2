import type { FastifyInstance } from 'fastify'
import { allowOrigins, preflight } from './cors.js'
import { words } from './granted-scope.js'
import { issuerOf, type OidcContext } from './oidc-context.js'
import { requestParams, text } from './request-params.js'
import { signingKey } from './signing-key.js'

const STANDARD_SCOPES = ['openid', 'profile', 'email', 'roles', 'groups', 'offline_access']

/** Discovery (OpenID Connect Discovery 1.0, section 4), WebFinger and the JWKS. The web server redirects the root's `/.well-known` here. */
export function discovery(scope: FastifyInstance, context: OidcContext): void {
  const { world } = context
  const config = { kind: 'page', credentials: 'ignored' } as const
  scope.get('/index.php/.well-known/openid-configuration', { config }, async (request, reply) => {
    reply.header('x-nextcloud-well-known', '1')
    return allowOrigins(reply, 'GET').send(providerMetadata(context, issuerOf(world, request)))
  })
  scope.get('/apps/oidc/openid-configuration', { config }, async (request, reply) =>
    allowOrigins(reply, 'GET').send(providerMetadata(context, issuerOf(world, request))),
  )
  preflight(scope, '/apps/oidc/openid-configuration', [])
  scope.get('/index.php/.well-known/webfinger', { config }, async (request, reply) => {
    const subject = (text(requestParams(request), 'resource') ?? '').replace(/^acct:/, '')
    const link = { rel: 'http://openid.net/specs/connect/1.0/issuer', href: issuerOf(world, request) }
    return reply.header('x-nextcloud-well-known', '1').send({ subject, links: [link] })
  })
  scope.get('/apps/oidc/jwks', { config }, async (_request, reply) => {
    const { jwk } = await signingKey()
    return allowOrigins(reply, 'GET').send({ keys: [jwk] })
  })
}

function providerMetadata({ world, state }: OidcContext, issuer: string) {
  const app = `${issuer}/apps/oidc`
  const clientScopes = [...state.clients.values()].flatMap(client => words(client.allowedScopes))
  return {
    issuer,
    authorization_endpoint: `${app}/authorize`,
    token_endpoint: `${app}/token`,
    userinfo_endpoint: `${app}/userinfo`,
    jwks_uri: `${app}/jwks`,
    scopes_supported: [...new Set([...STANDARD_SCOPES, ...clientScopes])],
    ...FIXED_METADATA,
    end_session_endpoint: `${app}/logout`,
    ...(world.settings.dynamicRegistration && { registration_endpoint: `${app}/register` }),
    introspection_endpoint: `${app}/introspect`,
    introspection_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    code_challenge_methods_supported: ['S256', 'plain'],
  }
}

const FIXED_METADATA = {
  response_types_supported: ['code', 'code id_token', 'id_token'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  grant_types_supported: ['authorization_code', 'implicit', 'refresh_token'],
  acr_values_supported: ['0'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'HS256'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  display_values_supported: ['page'],
  claim_types_supported: ['normal'],
  claims_supported:
    'iss sub aud exp auth_time iat acr azp preferred_username scope nbf jti roles groups name given_name family_name middle_name updated_at website email email_verified website phone_number address picture quota'.split(
      ' ',
    ),
  claims_parameter_supported: true,
  request_parameter_supported: false,
  request_uri_parameter_supported: false,
}
