import { allowInsecureRequests, ClientSecretPost, Configuration, customFetch, type CustomFetch } from 'openid-client'
import type { OidcSession } from '../oidc/oidc-runtime.js'

/**
 * openid-client's view of provider and client. Plain http is allowed exactly where discovery allowed it already.
 * The secret travels in form bodies only: Nextcloud takes Basic at its token endpoint for a user's login.
 */
export function openidConfiguration({ provider, client }: OidcSession, fetch: CustomFetch): Configuration {
  const server = {
    issuer: provider.issuer,
    authorization_endpoint: provider.authorizationEndpoint,
    token_endpoint: provider.tokenEndpoint,
    ...(provider.revocationEndpoint ? { revocation_endpoint: provider.revocationEndpoint } : {}),
  }
  const configuration = new Configuration(server, client.id, undefined, ClientSecretPost(client.secret.reveal()))
  configuration[customFetch] = fetch
  const endpoints = [provider.authorizationEndpoint, provider.tokenEndpoint]
  if (endpoints.some(url => url.startsWith('http:'))) allowInsecureRequests(configuration)
  return configuration
}
