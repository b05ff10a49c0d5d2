import type { Config } from '../../config/config.js'
import { redirectUri } from './client-registration.js'
import type { ProviderMetadata } from './oidc-runtime.js'
import { registeredScopes } from './provisioning-scopes.js'

/** For the administrator: how to get a client that lasts. The `occ` command is that of Nextcloud's `oidc` app. */
export function howToMakeClient(config: Config, provider: ProviderMetadata): string {
  const uri = redirectUri(config)
  if (!provider.isNextcloud) return `make a confidential client at the identity provider with the redirect URI ${uri}`
  const scopes = registeredScopes(config, provider).join(' ')
  return `occ oidc:create nextcloud-mcp-server ${uri} --type confidential --flow code --token_type jwt --resource_url ${config.server.publicUrl}/mcp --allowed_scopes "${scopes}"`
}
