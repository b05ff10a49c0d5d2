import { announcesPkce } from './check-pkce.js'
import type { OidcSession } from './oidc-runtime.js'

/** What works but will surprise: one plain sentence each, for the log, the status and the doctor. */
export function oidcWarnings({ provider, client }: OidcSession): string[] {
  return [
    !announcesPkce(provider) && 'The identity provider does not announce PKCE with S256; it is used all the same.',
    !provider.isNextcloud &&
      'The identity provider is not this Nextcloud. What was tested with others is in docs/identity-providers.md.',
    client.expiresAt !== null &&
      `The registered OAuth client expires at ${new Date(client.expiresAt * 1000).toISOString()}, and every stored grant is lost with it.` +
        ' For lasting background access create a client with occ oidc:create and set NEXTCLOUD_OIDC_CLIENT_ID and NEXTCLOUD_OIDC_CLIENT_SECRET.',
  ].filter(warning => warning !== false)
}
