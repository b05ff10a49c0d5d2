import { introspect } from '../../auth/bearer/introspect.js'
import { redirectUri } from '../../auth/oidc/client-registration.js'
import { howToMakeClient } from '../../auth/oidc/how-to-make-client.js'
import type { ProviderMetadata } from '../../auth/oidc/oidc-runtime.js'
import type { Config } from '../../config/config.js'
import { Secret } from '../../lib/secret.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { CheckResult } from './check-result.js'

/** Have we a client at the provider, does it know us, or can we make one, and where must it send people back to? */
export async function checkClient(
  config: Config,
  provider: ProviderMetadata | undefined,
  http: HttpClient,
): Promise<CheckResult[]> {
  if (!provider) return [{ name: 'client', status: 'skip', message: 'not checked, for there is no provider' }]
  const redirect: CheckResult = {
    name: 'redirect',
    status: 'ok',
    message: `the client must allow ${redirectUri(config)}`,
  }
  return [await client(config, provider, http), redirect]
}

async function client(config: Config, provider: ProviderMetadata, http: HttpClient): Promise<CheckResult> {
  const given = config.oidc.client
  return given ? configured(given, provider, http) : unconfigured(config, provider)
}

/** Asks about a token that nobody issued: whoever knows us says that it is not active (RFC 7662, section 2.2). */
async function configured(
  given: NonNullable<Config['oidc']['client']>,
  { introspectionEndpoint: url }: ProviderMetadata,
  http: HttpClient,
): Promise<CheckResult> {
  const name = 'client'
  const unproved = 'configured; whether its secret is right shows when somebody authorises'
  if (url === undefined) return { name, status: 'ok', message: unproved }
  let isRefused = false
  const result = await introspect(http, new Secret('doctor'), {
    url,
    client: { ...given, source: 'environment', expiresAt: null },
    userIdClaim: 'sub',
    onClientRejected: () => (isRefused = true),
  })
  if (isRefused) {
    const fix = 'Copy NEXTCLOUD_OIDC_CLIENT_ID and NEXTCLOUD_OIDC_CLIENT_SECRET again, or make a new client.'
    return { name, status: 'fail', message: 'the identity provider refuses its id or its secret', fix }
  }
  const isKnown = !result.ok && result.reason === 'inactive'
  return { name, status: 'ok', message: isKnown ? 'the identity provider takes its id and secret' : unproved }
}

function unconfigured(config: Config, provider: ProviderMetadata): CheckResult {
  const { registrationEndpoint } = provider
  const fix = `${howToMakeClient(config, provider)}, and set NEXTCLOUD_OIDC_CLIENT_ID and NEXTCLOUD_OIDC_CLIENT_SECRET.`
  if (registrationEndpoint === undefined) {
    const message = 'none is configured, and the provider has dynamic registration switched off'
    return { name: 'client', status: 'fail', message, fix }
  }
  const message =
    'this server registers itself; Nextcloud forgets such clients, by default after an hour, with all authorisations'
  return { name: 'client', status: 'warn', message, fix }
}
