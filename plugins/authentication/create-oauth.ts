import type { FastifyInstance } from 'fastify'
import type { Surface } from '../../src/auth/bearer/audience-fault.js'
import type { BearerDoor } from '../../src/auth/bearer/bearer-door.js'
import { countedVerifier } from '../../src/auth/bearer/counted-verifier.js'
import { createTokenVerifier } from '../../src/auth/bearer/create-token-verifier.js'
import { createBearerProbe, type BearerProbe } from '../../src/auth/bearer/probe-bearer.js'
import { providerDoor } from '../../src/auth/bearer/provider-door.js'
import type { TokenVerifier } from '../../src/auth/bearer/token-verifier.js'
import { createTokenBroker } from '../../src/auth/broker/create-token-broker.js'
import { refreshedIdTokenCheck } from '../../src/auth/broker/refreshed-id-token-check.js'
import { shortLives } from '../../src/auth/broker/short-lives.js'
import type { TokenBroker } from '../../src/auth/broker/token-broker.js'
import { createJwksCache, type Jwks } from '../../src/auth/jwks/jwks-cache.js'
import { createOidcRuntime } from '../../src/auth/oidc/create-oidc-runtime.js'
import type { OidcRuntime } from '../../src/auth/oidc/oidc-runtime.js'
import type { Config } from '../../src/config/config.js'
import { openStorage } from '../../src/storage/open-storage.js'
import type { Storage } from '../../src/storage/storage.js'

/** The OAuth side of a mode. */
export interface OAuth {
  oidc: OidcRuntime
  /** For the management API. */
  verifier: TokenVerifier
  broker: TokenBroker
  /** The provider's signing keys, shared by everything that checks its signatures. */
  jwks: Jwks
  /** Does Nextcloud take bearer tokens? */
  probe: BearerProbe
  /** Who takes bearer tokens at `/mcp`, in order. Empty where it is no OAuth resource. Other issuers put their door before, until the server listens. */
  doors: BearerDoor[]
}

type Parts = Pick<
  FastifyInstance,
  'config' | 'storage' | 'vault' | 'http' | 'audit' | 'ports' | 'log' | 'metrics' | 'addHook'
>

/**
 * Puts the OAuth side together. Whoever loses background access loses what the verifiers remember too (BRK-12).
 *
 * @returns undefined in modes without one.
 */
export async function createOAuth(app: Parts): Promise<OAuth | undefined> {
  const { config, vault, http, audit, ports, log, metrics } = app
  if (config.mode !== 'hybrid' && config.mode !== 'oauth') return undefined
  const shared = {
    config,
    storage: app.storage ?? (await forgetfulStorage(app)),
    vault,
    http,
    audit,
    ports,
    log,
    metrics,
  }
  const probe = createBearerProbe({ http, baseUrl: config.nextcloud.url, log, now: ports.now })
  const lives = shortLives(log)
  const oidc = createOidcRuntime({ ...shared, moreWarnings: () => [...probe.warnings(), ...lives.warnings()] })
  const jwks = createJwksCache({ http, ports })
  const verifierOf = (surface: Surface) =>
    countedVerifier(createTokenVerifier({ ...shared, surface, oidc, jwks }), { metrics, surface })
  const verifier = verifierOf('management')
  const { maxAgeSeconds } = config.provisioning
  const limits = { offlineAccess: config.features.offlineAccess, maxAgeSeconds, nextcloudUrl: config.nextcloud.url }
  const checkIdToken = refreshedIdTokenCheck({ oidc, jwks, ports, config })
  const broker = createTokenBroker({ ...shared, oidc, config: limits, checkIdToken, lives })
  broker.onRevoked(userId => verifier.forget(userId))
  const oauth: OAuth = { oidc, verifier, broker, jwks, probe, doors: [] }
  if (config.mode === 'oauth') openProviderDoor(oauth, verifierOf('mcp'), config)
  return oauth
}

function openProviderDoor({ broker, probe, doors }: OAuth, verifier: TokenVerifier, { tokens }: Config): void {
  broker.onRevoked(userId => verifier.forget(userId))
  doors.push(providerDoor({ verifier, probe, scopesRequired: tokens.scopesRequired }))
}

/** Where nothing is kept, our registration at the provider lives as long as the process. */
async function forgetfulStorage(app: Parts): Promise<Storage> {
  const storage = await openStorage({ path: ':memory:', now: app.ports.now })
  app.addHook('onClose', () => storage.close())
  return storage
}
