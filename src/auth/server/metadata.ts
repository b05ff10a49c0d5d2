import { SCOPES } from '../scope-catalogue.js'

/** Means a refresh token to those who ask for it; everybody who may have one gets one. */
export const OFFLINE_ACCESS = 'offline_access'
/** Some clients ask for them whatever is offered. They are taken and mean nothing: there are no ID tokens here. */
export const IDENTITY_SCOPES: readonly string[] = ['openid', 'profile', 'email']

export interface MetadataFacts {
  /** Our public URL; also the base of the endpoints. */
  issuer: string
  registration: 'open' | 'closed'
}

/** What clients read about us before they register (RFC 8414, section 2; RFC 9207, section 3). */
export function serverMetadata({ issuer, registration }: MetadataFacts) {
  const methods = ['none', 'client_secret_post', 'client_secret_basic']
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    ...(registration === 'open' ? { registration_endpoint: `${issuer}/oauth/register` } : {}),
    revocation_endpoint: `${issuer}/oauth/revoke`,
    scopes_supported: [...SCOPES, OFFLINE_ACCESS],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
  }
}

/**
 * The same for clients that look for an OpenID provider only. Its schema demands three more members (OpenID Connect Discovery 1.0,
 * section 3); no ID token is ever issued, so the key set is empty.
 */
export function openidMetadata(facts: MetadataFacts) {
  return {
    ...serverMetadata(facts),
    jwks_uri: `${facts.issuer}/oauth/jwks`,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  }
}
