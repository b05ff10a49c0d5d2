import type { Config } from '../../config/config.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'

const WELL_KNOWN = '/.well-known/openid-configuration'

/**
 * Where the discovery document may be, in the order to try: what the admin wrote, and only that; else Nextcloud's well-known
 * address, the same behind `index.php` (no pretty URLs), and the `oidc` app's own route.
 *
 * @throws {OidcSetupFailed} when there is neither.
 * @see Nextcloud `oidc` 2.0.9
 */
export function discoveryUrls({ oidc, nextcloud }: Config): readonly string[] {
  if (oidc.discoveryUrl) return [oidc.discoveryUrl]
  if (!nextcloud.url)
    throw new OidcSetupFailed('NEXTCLOUD_HOST is not set, so there is no identity provider to discover')
  return [
    nextcloud.url + WELL_KNOWN,
    `${nextcloud.url}/index.php${WELL_KNOWN}`,
    `${nextcloud.url}/index.php/apps/oidc/openid-configuration`,
  ]
}

/** The issuer that a discovery URL stands for; undefined when it does not end as it should (OpenID Connect Discovery 1.0, section 4). */
export function issuerOfDiscoveryUrl(url: string): string | undefined {
  return url.endsWith(WELL_KNOWN) ? url.slice(0, -WELL_KNOWN.length) : undefined
}
