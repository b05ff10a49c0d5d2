import { announcesPkce, needsAnnouncedPkce } from '../../auth/oidc/check-pkce.js'
import { discover } from '../../auth/oidc/discover.js'
import type { ProviderMetadata } from '../../auth/oidc/oidc-runtime.js'
import { providerMetadata } from '../../auth/oidc/provider-metadata.js'
import type { Config } from '../../config/config.js'
import { AppError } from '../../errors/app-error.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { CheckResult } from './check-result.js'

export interface ProviderCheck {
  results: readonly CheckResult[]
  /** undefined: it could not be had, or this mode does not use one. */
  provider: ProviderMetadata | undefined
}

/** Does the identity provider describe itself, is it to be believed, does it know PKCE? */
export async function checkProvider(config: Config, http: HttpClient): Promise<ProviderCheck> {
  if (config.mode !== 'hybrid' && config.mode !== 'oauth') {
    const message = `${config.mode} mode uses no identity provider`
    return { results: [{ name: 'discovery', status: 'skip', message }], provider: undefined }
  }
  try {
    const provider = providerMetadata(await discover(config, http), config)
    return { results: [found(provider), pkce(provider, config), bearerHint(provider)], provider }
  } catch (error) {
    const message = error instanceof AppError ? error.message : 'the discovery document cannot be read'
    const fix = 'Enable the apps oidc and user_oidc in Nextcloud. /mcp works without them; authorising does not.'
    return { results: [{ name: 'discovery', status: 'fail', message, fix }], provider: undefined }
  }
}

function found({ issuer, isNextcloud }: ProviderMetadata): CheckResult {
  if (isNextcloud) return { name: 'discovery', status: 'ok', message: `issuer ${issuer}` }
  const fix = 'Unset OIDC_DISCOVERY_URL to use the oidc app of Nextcloud.'
  return {
    name: 'discovery',
    status: 'warn',
    message: `issuer ${issuer} is not this Nextcloud; see docs/identity-providers.md`,
    fix,
  }
}

function pkce(provider: ProviderMetadata, config: Config): CheckResult {
  if (announcesPkce(provider)) return { name: 'pkce', status: 'ok', message: 'S256 is announced' }
  const isFatal = needsAnnouncedPkce(config)
  const then = isFatal
    ? 'The server does not start without, unless ALLOW_UNADVERTISED_PKCE=true.'
    : 'This server sends S256 all the same.'
  const fix = `Update the oidc app to 1.10 or later. ${then}`
  return { name: 'pkce', status: isFatal ? 'fail' : 'warn', message: 'S256 is not announced', fix }
}

/** Only a token can tell, and there is none here. */
function bearerHint({ isNextcloud }: ProviderMetadata): CheckResult {
  const message = isNextcloud
    ? 'background work needs user_oidc to take tokens of the oidc app; if it answers 401: occ config:system:set user_oidc oidc_provider_bearer_validation --type boolean --value true'
    : 'Nextcloud must take tokens of this provider: user_oidc, provider setting "check-bearer"'
  return { name: 'bearer', status: 'skip', message }
}
