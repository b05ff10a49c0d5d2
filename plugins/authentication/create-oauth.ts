import type { FastifyInstance } from 'fastify'
import { createTokenVerifier } from '../../src/auth/bearer/create-token-verifier.js'
import type { TokenVerifier } from '../../src/auth/bearer/token-verifier.js'
import { createTokenBroker } from '../../src/auth/broker/create-token-broker.js'
import { refreshedIdTokenCheck } from '../../src/auth/broker/refreshed-id-token-check.js'
import type { TokenBroker } from '../../src/auth/broker/token-broker.js'
import { createJwksCache, type Jwks } from '../../src/auth/jwks/jwks-cache.js'
import { createOidcRuntime } from '../../src/auth/oidc/create-oidc-runtime.js'
import type { OidcRuntime } from '../../src/auth/oidc/oidc-runtime.js'

/** The OAuth side of hybrid mode. */
export interface OAuth {
  oidc: OidcRuntime
  verifier: TokenVerifier
  broker: TokenBroker
  /** The provider's signing keys, shared by everything that checks its signatures. */
  jwks: Jwks
}

type Parts = Pick<FastifyInstance, 'config' | 'storage' | 'vault' | 'http' | 'audit' | 'ports' | 'log'>

/**
 * Puts the OAuth side together. Whoever loses background access loses what the verifier remembers too (BRK-12).
 *
 * @returns undefined in modes without one.
 */
export function createOAuth({ storage, ...app }: Parts): OAuth | undefined {
  const { config, vault, http, audit, ports, log } = app
  if (config.mode !== 'hybrid' || !storage) return undefined
  const shared = { config, storage, vault, http, audit, ports, log }
  const oidc = createOidcRuntime(shared)
  const jwks = createJwksCache({ http, ports })
  const verifier = createTokenVerifier({ ...shared, surface: 'management', oidc, jwks })
  const { maxAgeSeconds } = config.provisioning
  const limits = { offlineAccess: config.features.offlineAccess, maxAgeSeconds, nextcloudUrl: config.nextcloud.url }
  const checkIdToken = refreshedIdTokenCheck({ oidc, jwks, ports })
  const broker = createTokenBroker({ ...shared, oidc, config: limits, checkIdToken })
  broker.onRevoked(userId => verifier.forget(userId))
  return { oidc, verifier, broker, jwks }
}
