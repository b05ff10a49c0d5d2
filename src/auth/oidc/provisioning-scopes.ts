import type { Config } from '../../config/config.js'
import type { ProviderMetadata } from './oidc-runtime.js'
import { scopeNames } from './scope-names.js'

const BASE = ['openid', 'profile', 'offline_access']

/**
 * What we ask a person for, in a stable order (Nextcloud compares consents as strings). `offline_access` is left out where the
 * provider lists its scopes without it: such providers refuse the word and send a refresh token anyway.
 */
export function provisioningScopes(config: Config, provider: ProviderMetadata): readonly string[] {
  return fitting(config, provider, [...BASE, ...config.provisioning.extraScopes])
}

/** What our client is registered for: all that people are asked for, and what the administrator wants beside it (`NEXTCLOUD_OIDC_SCOPES`). */
export function registeredScopes(config: Config, provider: ProviderMetadata): readonly string[] {
  return fitting(config, provider, [...BASE, ...config.provisioning.extraScopes, ...config.oidc.scopes])
}

function fitting({ oidc }: Config, { scopesSupported }: ProviderMetadata, scopes: readonly string[]): string[] {
  const offline = !scopesSupported || scopesSupported.includes('offline_access')
  const taken = scopes.filter(scope => offline || scope !== 'offline_access')
  return [...new Set(taken.map(scopeNames(oidc.resourceServerId)))]
}
