import { announcesPkce, needsAnnouncedPkce } from '../../auth/oidc/check-pkce.js'
import { discover } from '../../auth/oidc/discover.js'
import type { ProviderMetadata } from '../../auth/oidc/oidc-runtime.js'
import { providerMetadata } from '../../auth/oidc/provider-metadata.js'
import type { Config } from '../../config/config.js'
import { AppError } from '../../errors/app-error.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
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
    return { results: [{ name: 'discovery', message, ...remedy(error, config) }], provider: undefined }
  }
}

const APPS = 'Install the apps oidc and user_oidc in Nextcloud.'

/** Only a Nextcloud that answers and has no provider lacks an app; for everything else the message says what is wrong. */
function remedy(error: unknown, { mode, oidc, provisioning }: Config): Pick<CheckResult, 'status' | 'fix'> {
  if (error instanceof OidcSetupFailed && error.providerMissing) {
    if (mode === 'oauth') return { status: 'fail', fix: `${APPS} Nobody can sign in without them.` }
    const isLeft = provisioning.loginFlow !== 'never'
    const meanwhile = isLeft ? 'Until then Authorize asks for an app password' : 'Until then nobody can authorise'
    return { status: isLeft ? 'warn' : 'fail', fix: `${APPS} ${meanwhile}, and the management API takes no tokens.` }
  }
  if (!(error instanceof OidcSetupFailed && error.passing)) {
    return { status: 'fail', fix: 'Correct that; docs/identity-providers.md has the settings of both sides.' }
  }
  const fix = oidc.discoveryUrl === undefined ? 'See nextcloud, above.' : 'Check OIDC_DISCOVERY_URL and firewalls.'
  return { status: 'fail', fix }
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
