import type { Secret } from '../../lib/secret.js'

/** The provider's endpoints, discovered (OpenID Connect Discovery 1.0) and checked. */
export interface ProviderMetadata {
  issuer: string
  /** As a browser must see it: public scheme and authority applied. */
  authorizationEndpoint: string
  tokenEndpoint: string
  jwksUri: string
  userinfoEndpoint: string | undefined
  introspectionEndpoint: string | undefined
  registrationEndpoint: string | undefined
  revocationEndpoint: string | undefined
  scopesSupported: readonly string[] | undefined
  codeChallengeMethodsSupported: readonly string[] | undefined
  /** All spellings of the issuer that we take in a token: discovery, public, `{NC}`, additional. */
  acceptedIssuers: readonly string[]
  /** Those that an ID token from the token endpoint may carry; absent: `issuer` alone. */
  idTokenIssuers?: readonly string[]
  /** true: Nextcloud's own `oidc` app. */
  isNextcloud: boolean
}

/** Our registration at the provider. */
export interface OAuthClient {
  id: string
  secret: Secret
  source: 'environment' | 'stored' | 'registered'
  /** Unix seconds; null: never. */
  expiresAt: number | null
}

export interface OidcSession {
  provider: ProviderMetadata
  client: OAuthClient
}

export type OidcStatus =
  | { state: 'starting' }
  | { state: 'ready'; issuer: string; clientId: string; clientExpiresAt: number | null; warnings: readonly string[] }
  /** `reason` is short, ours, and safe to show. `providerMissing`: Nextcloud should be the provider, and has no `oidc` app. `fatal`: a server that is starting must not go on. */
  | { state: 'degraded'; reason: string; retryAt: number; providerMissing?: true; fatal?: true }

/**
 * Provider and client, found at start with retries, kept fresh, and healed in the background when they could not be had (HYB-3).
 */
export interface OidcRuntime {
  status(): OidcStatus
  /** @throws {TemporarilyUnavailable} while degraded or starting. Never rejects for another reason. */
  session(): Promise<OidcSession>
  /** The provider said `invalid_client` or `expired_client`, or turned the client away: schedules one renewal (DCR-7). */
  clientRejected(clientId: string): void
  /** Begins the first attempt; resolves when it ended, well or not. Never rejects. */
  start(): Promise<void>
  /** Resolves when the first attempt after `start` ended, well or not. Never rejects. */
  firstAttempt(): Promise<void>
  stop(): Promise<void>
}
