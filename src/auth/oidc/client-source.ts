import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
import type { Seconds, StoredClient } from '../../storage/storage.js'
import { withClientLock } from './client-lock.js'
import { clientFingerprint, clientRegistration } from './client-registration.js'
import { howToMakeClient } from './how-to-make-client.js'
import type { OidcDeps } from './oidc-deps.js'
import type { OAuthClient, ProviderMetadata } from './oidc-runtime.js'
import { registerClient } from './register-client.js'
import { keepClient, openClient } from './stored-client.js'

/** Our client at the provider: the configured one, else the stored one, else a new one. */
export interface ClientSource {
  /** @throws {OidcSetupFailed} with what an administrator can do about it. */
  obtain(provider: ProviderMetadata): Promise<OAuthClient>
  /** The provider no longer knows this client: the next `obtain` replaces it. Not for a configured one. */
  reject(clientId: string): void
}

/** Nextcloud holds about a hundred dynamic clients and takes ten registrations a minute: we never come near. */
const BETWEEN_REGISTRATIONS_MS = 5 * 60_000
const RENEW_AT = 0.8

export function createClientSource(deps: OidcDeps): ClientSource {
  const { config, storage, ports } = deps
  const rejected = new Set<string>()
  let lastAttemptAt = Number.NEGATIVE_INFINITY

  async function obtain(provider: ProviderMetadata): Promise<OAuthClient> {
    const { client } = config.oidc
    if (client) return { ...client, source: 'environment', expiresAt: null }
    return (await settled(provider)) ?? withClientLock(deps, async () => (await settled(provider)) ?? replace(provider))
  }

  /** A stored client that needs no change. */
  async function settled(provider: ProviderMetadata): Promise<OAuthClient | undefined> {
    const row = await storage.clients.find(provider.issuer)
    if (!row || !isOurs(row, provider)) return undefined
    return provider.registrationEndpoint && (await isAging(row)) ? undefined : openClient(deps, row)
  }

  async function replace(provider: ProviderMetadata): Promise<OAuthClient> {
    try {
      return await register(provider)
    } catch (error) {
      const row = await storage.clients.find(provider.issuer)
      const old = row && isOurs(row, provider) ? openClient(deps, row) : undefined
      if (!old) throw error
      deps.log.warn({ err: error }, 'the OAuth client could not be renewed; the old one serves until it expires')
      return old
    }
  }

  function isOurs(row: StoredClient, provider: ProviderMetadata): boolean {
    const alive = row.expiresAt === null || seconds() < row.expiresAt
    return alive && !rejected.has(row.clientId) && row.fingerprint === fingerprint(provider)
  }

  /** Every grant dies with its client, so one with grants is kept to its last second; one without is replaced early. */
  async function isAging({ issuer, clientId, issuedAt, expiresAt }: StoredClient): Promise<boolean> {
    if (expiresAt === null || !mayRegister()) return false
    if (seconds() < issuedAt + RENEW_AT * (expiresAt - issuedAt)) return false
    return (await storage.grants.countActive(issuer, clientId)) === 0
  }

  const mayRegister = () => ports.now() - lastAttemptAt >= BETWEEN_REGISTRATIONS_MS
  const fingerprint = (provider: ProviderMetadata) => clientFingerprint(clientRegistration(config, provider), provider)
  const seconds = (): Seconds => Math.floor(ports.now() / 1000)

  async function register(provider: ProviderMetadata): Promise<OAuthClient> {
    const endpoint = provider.registrationEndpoint
    if (!endpoint) throw registrationOff(provider)
    if (!mayRegister())
      throw new OidcSetupFailed('a client was registered less than five minutes ago; waiting before the next attempt')
    lastAttemptAt = ports.now()
    const wanted = clientRegistration(config, provider)
    const registered = await registerClient(deps.http, endpoint, wanted)
    await retire(provider)
    await keepClient(deps, provider, registered, clientFingerprint(wanted, provider))
    deps.audit.record('client.registered', 'ok', { clientId: registered.clientId })
    return { id: registered.clientId, secret: registered.secret, source: 'registered', expiresAt: registered.expiresAt }
  }

  async function retire({ issuer }: ProviderMetadata): Promise<void> {
    const old = await storage.clients.find(issuer)
    if (!old) return
    const dead = await storage.grants.markClientDead(issuer, old.clientId, 'client_replaced', seconds())
    deps.audit.record('client.expired', 'ok', { clientId: old.clientId, reason: `${dead} grants ended` })
  }

  function registrationOff(provider: ProviderMetadata): OidcSetupFailed {
    return new OidcSetupFailed(
      `the identity provider offers no client registration; enable it there (dynamic client registration of the oidc app), or create a client (${howToMakeClient(config, provider)}) and set NEXTCLOUD_OIDC_CLIENT_ID and NEXTCLOUD_OIDC_CLIENT_SECRET`,
    )
  }

  return { obtain, reject: clientId => void rejected.add(clientId) }
}
