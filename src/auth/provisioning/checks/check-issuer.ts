import { ProvisioningFailed } from '../../../errors/provisioning-failed.js'
import type { OAuthFlow } from '../../../storage/storage.js'
import type { OidcSession } from '../../oidc/oidc-runtime.js'

/** `iss`, when it is sent, names the provider that this flow was sent to (RFC 9207, section 2.4). Nextcloud sends none. */
export function checkIssuer({ provider }: OidcSession, iss: string | undefined): void {
  if (iss === undefined || (provider.idTokenIssuers ?? [provider.issuer]).includes(iss)) return
  throw new ProvisioningFailed('issuer_mismatch')
}

/** A code made for another provider or for our previous client is worth nothing to the present one. */
export function checkSameClient({ issuer, clientId }: OAuthFlow, { provider, client }: OidcSession): void {
  if (issuer !== provider.issuer || clientId !== client.id) throw new ProvisioningFailed('client_changed')
}
