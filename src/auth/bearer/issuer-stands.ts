import type { Config } from '../../config/config.js'
import type { ProviderMetadata } from '../oidc/oidc-runtime.js'
import type { Surface } from './audience-fault.js'
import type { TokenFacts } from './token-facts.js'

/**
 * May this token's issuer stand? On the management surface one exception is needed in the field: Nextcloud derives `iss` from the host of the token request,
 * and Astrolabe posts to `http://localhost` from inside Nextcloud's own machine. So there an unlisted issuer is let through when the keys are Nextcloud's own, which
 * sign for nobody else; the provider must still confirm the token afterwards (VER-4).
 */
export function issuerStands(
  { unlistedIssuer }: TokenFacts,
  { surface, provider, config }: { surface: Surface; provider: ProviderMetadata; config: Config },
): boolean {
  if (unlistedIssuer === undefined) return true
  if (surface !== 'management' || config.management.strictIssuer || !provider.isNextcloud) return false
  const own = [config.nextcloud.url, config.nextcloud.publicUrl].map(url => new URL(url).origin)
  return own.includes(new URL(provider.jwksUri).origin)
}
