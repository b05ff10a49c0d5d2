import type { Config } from '../../config/config.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
import type { ProviderMetadata } from './oidc-runtime.js'

type Methods = Pick<ProviderMetadata, 'codeChallengeMethodsSupported'>

/** Does the provider say that it knows PKCE with S256 (RFC 8414, section 2)? */
export const announcesPkce = ({ codeChallengeMethodsSupported: methods }: Methods): boolean =>
  methods?.includes('S256') ?? false

/**
 * In OAuth mode MCP clients sign in at the provider themselves, and must refuse one that does not announce PKCE (MCP authorization, "Authorization
 * Code Protection"). In hybrid mode only we sign in there, with PKCE in any case.
 */
export const needsAnnouncedPkce = ({ mode, oidc }: Pick<Config, 'mode' | 'oidc'>): boolean =>
  mode === 'oauth' && !oidc.allowUnadvertisedPkce

/**
 * A server that needs the announcement does not start without (HYB-2).
 *
 * @throws {OidcSetupFailed} `fatal`.
 */
export function checkPkce(provider: Methods, config: Pick<Config, 'mode' | 'oidc'>): void {
  if (!needsAnnouncedPkce(config) || announcesPkce(provider)) return
  throw new OidcSetupFailed(
    'The identity provider does not announce PKCE with S256 (code_challenge_methods_supported). Update it (the oidc app: 1.10 or later), or set ALLOW_UNADVERTISED_PKCE=true.',
    { fatal: true },
  )
}
