import type { ProviderMetadata } from '../../src/auth/oidc/oidc-runtime.js'

/** The metadata that the fake provider at `url` announces. */
export const providerOf = (url: string): ProviderMetadata => ({
  issuer: url,
  authorizationEndpoint: `${url}/authorize`,
  tokenEndpoint: `${url}/token`,
  jwksUri: `${url}/jwks`,
  userinfoEndpoint: `${url}/userinfo`,
  introspectionEndpoint: `${url}/introspect`,
  registrationEndpoint: `${url}/register`,
  revocationEndpoint: undefined,
  scopesSupported: undefined,
  codeChallengeMethodsSupported: ['S256'],
  acceptedIssuers: [url],
  idTokenIssuers: [url],
  isNextcloud: true,
})
