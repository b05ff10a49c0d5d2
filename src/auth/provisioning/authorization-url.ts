import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client'
import type { Config } from '../../config/config.js'
import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import type { Secret } from '../../lib/secret.js'
import { redirectUri } from '../oidc/client-registration.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import { provisioningScopes } from '../oidc/provisioning-scopes.js'
import { openidConfiguration } from './openid-configuration.js'

/**
 * Where the browser goes to be asked (RFC 6749, section 4.1.1; PKCE, RFC 7636; `resource`, RFC 8707).
 * Nextcloud ignores `prompt=consent`; others show the consent page for it.
 */
export async function authorizationUrl(
  config: Config,
  session: OidcSession,
  { state, nonce, verifier }: { state: string; nonce: string; verifier: Secret },
): Promise<string> {
  const url = buildAuthorizationUrl(openidConfiguration(session, refuseFetch), {
    redirect_uri: redirectUri(config),
    scope: provisioningScopes(config, session.provider).join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier.reveal()),
    code_challenge_method: 'S256',
    resource: config.oidc.resourceUri,
    prompt: 'consent',
  })
  return url.href
}

/** Building a URL asks nobody. */
async function refuseFetch(): Promise<Response> {
  throw new ProvisioningFailed('internal', { detail: 'an authorization URL must not need a request' })
}
