import type { Config } from '../../config/config.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
import { sha256 } from '../../lib/sha256.js'
import { originOf } from './normalize-url.js'
import type { ProviderMetadata } from './oidc-runtime.js'
import { registeredScopes } from './provisioning-scopes.js'

/** What we tell the provider about ourselves (RFC 7591, section 2; the last two are Nextcloud's own). */
export interface ClientRegistration {
  client_name: string
  redirect_uris: [string]
  token_endpoint_auth_method: 'client_secret_post'
  grant_types: ['authorization_code', 'refresh_token']
  response_types: ['code']
  id_token_signed_response_alg: 'RS256'
  scope: string
  /** Nextcloud's words; what it does not know it takes for its own default. */
  token_type?: 'jwt' | 'opaque'
  resource_url?: string
}

/** The one redirect URI that is registered. */
export const redirectUri = (config: Config) => `${config.server.publicUrl}/oauth/callback`

/** @throws {OidcSetupFailed} for a scope that Nextcloud's `oidc` would cut (silently, at 512 characters) or refuse. */
export function clientRegistration(config: Config, provider: ProviderMetadata): ClientRegistration {
  const token_type = config.oidc.tokenType === 'jwt' ? ('jwt' as const) : ('opaque' as const)
  const own = { token_type, resource_url: `${config.server.publicUrl}/mcp` }
  return {
    client_name: 'Nextcloud MCP Server',
    redirect_uris: [redirectUri(config)],
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    id_token_signed_response_alg: 'RS256',
    scope: registrableScope(registeredScopes(config, provider)),
    ...(provider.isNextcloud ? own : {}),
  }
}

function registrableScope(scopes: readonly string[]): string {
  const scope = scopes.join(' ')
  if (scope.length <= 512 && /^[\w :./-]+$/.test(scope)) return scope
  throw new OidcSetupFailed('the scopes are longer than 512 characters or hold characters that cannot be registered')
}

/** Two registrations with one fingerprint are the same client; a stored client with another one is not ours any more. */
export function clientFingerprint(registration: ClientRegistration, provider: ProviderMetadata): string {
  const { redirect_uris, scope, token_type, resource_url } = registration
  const scopes = scope.split(' ').toSorted()
  // With registration switched off again there is no endpoint, and the client lives on: the token endpoint is its neighbour.
  const origin = originOf(provider.registrationEndpoint ?? provider.tokenEndpoint)
  return sha256(JSON.stringify([redirect_uris, scopes, token_type ?? null, resource_url ?? null, origin ?? null]))
}
