import { redirectUri } from '../../auth/oidc/client-registration.js'
import type { ProviderMetadata } from '../../auth/oidc/oidc-runtime.js'
import type { Config } from '../../config/config.js'
import type { CheckResult } from './check-result.js'

/** Have we a client at the provider, or can we make one, and where must it send people back to? */
export function checkClient(config: Config, provider: ProviderMetadata | undefined): CheckResult[] {
  if (!provider) return [{ name: 'client', status: 'skip', message: 'not checked, for there is no provider' }]
  const redirect: CheckResult = {
    name: 'redirect',
    status: 'ok',
    message: `the client must allow ${redirectUri(config)}`,
  }
  return [client(config, provider), redirect]
}

function client(config: Config, { registrationEndpoint }: ProviderMetadata): CheckResult {
  if (config.oidc.client) {
    return {
      name: 'client',
      status: 'ok',
      message: 'configured; whether its secret is right shows when somebody authorises',
    }
  }
  const make = `occ oidc:create nextcloud-mcp-server ${redirectUri(config)} --token_type jwt --resource_url ${config.server.publicUrl}/mcp`
  const fix = `${make} and set NEXTCLOUD_OIDC_CLIENT_ID and NEXTCLOUD_OIDC_CLIENT_SECRET.`
  if (registrationEndpoint === undefined) {
    const message = 'none is configured, and the provider has dynamic registration switched off'
    return { name: 'client', status: 'fail', message, fix }
  }
  const message =
    'this server registers itself; Nextcloud forgets such clients, by default after an hour, with all authorisations'
  return { name: 'client', status: 'warn', message, fix }
}
