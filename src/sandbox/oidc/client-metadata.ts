import { clientExpiry, type OidcContext } from './oidc-context.js'
import type { OidcClient } from './oidc-state.js'

/** A client as its registration shows it (RFC 7591, section 3.2.1): confidential whatever was asked for, with `code` only. */
export function clientMetadata({ world }: OidcContext, client: OidcClient, issuer: string) {
  return {
    client_name: client.name,
    client_id: client.clientId,
    client_secret: client.clientSecret,
    registration_client_uri: `${issuer}/apps/oidc/register/${client.clientId}`,
    redirect_uris: client.redirectUris,
    token_endpoint_auth_method: 'client_secret_post',
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: 'RS256',
    application_type: client.applicationType,
    client_id_issued_at: client.issuedAt,
    client_secret_expires_at: clientExpiry(world, client) ?? 0,
    scope: client.allowedScopes,
    token_type: client.tokenType,
    resource_url: client.resourceUrl,
  }
}
