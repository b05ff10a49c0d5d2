import { AppError } from '../../errors/app-error.js'
import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import { OidcSetupFailed } from '../../errors/oidc-setup-failed.js'
import type { Stop } from '../../lib/ports.js'
import { singleFlight } from '../../lib/single-flight.js'
import { backoffMs } from './backoff-ms.js'
import { checkPkce } from './check-pkce.js'
import { createClientSource } from './client-source.js'
import { deregisterClient } from './deregister-client.js'
import { discover } from './discover.js'
import type { OidcDeps } from './oidc-deps.js'
import type { OidcRuntime, OidcSession, OidcStatus } from './oidc-runtime.js'
import { oidcWarnings } from './oidc-warnings.js'
import { providerMetadata } from './provider-metadata.js'

const HEAL_EVERY_MS = 60_000
const FRESH_MS = 5 * 60_000

/**
 * Finds provider and client, keeps both fresh, and keeps trying when they cannot be had; the rest of the server works meanwhile.
 */
export function createOidcRuntime(deps: OidcDeps): OidcRuntime {
  const { config, ports, log } = deps
  const clients = createClientSource(deps)
  const once = singleFlight<OidcSession>()
  let session: OidcSession | undefined
  let refreshedAt = 0
  let status: OidcStatus = { state: 'starting' }
  let refusedClient: string | undefined
  let stopHealing: Stop | undefined
  let stopped = false
  const stopping = new AbortController()
  let firstEnded = () => {}
  const firstAttempt = new Promise<void>(resolve => (firstEnded = resolve))

  const connect = () =>
    once('connect', async () => {
      const provider = providerMetadata(await discover(config, deps.http), config)
      checkPkce(provider, config)
      const found = { provider, client: await clients.obtain(provider) }
      ready(found)
      return found
    })

  function ready(found: OidcSession): void {
    const warnings = [...oidcWarnings(found), ...refusals(found)]
    if (session?.client.id !== found.client.id) announce(found, warnings)
    session = found
    refreshedAt = ports.now()
    status = {
      state: 'ready',
      issuer: found.provider.issuer,
      clientId: found.client.id,
      clientExpiresAt: found.client.expiresAt,
      warnings,
    }
  }

  function announce({ provider, client }: OidcSession, warnings: readonly string[]): void {
    log.info(
      { issuer: provider.issuer, clientId: client.id, source: client.source },
      'identity provider and client are ready',
    )
    for (const warning of warnings) log.warn({ issuer: provider.issuer }, warning)
  }

  const refusals = ({ client }: OidcSession) =>
    client.id === refusedClient
      ? [
          'The identity provider refuses the configured OAuth client: check NEXTCLOUD_OIDC_CLIENT_ID and NEXTCLOUD_OIDC_CLIENT_SECRET.',
        ]
      : []

  function failed(error: unknown, retryInMs: number): void {
    // Who stops meanwhile closes the connections; that says nothing about the provider.
    if (stopped) return
    const reason = error instanceof AppError && error.expose ? error.message : 'unexpected failure, see the log'
    log.warn({ err: error }, 'the identity provider is not ready')
    const setup = error instanceof OidcSetupFailed ? error : undefined
    const retryAt = Math.floor((ports.now() + retryInMs) / 1000)
    const missing = setup?.providerMissing && { providerMissing: true as const }
    status = { state: 'degraded', reason, retryAt, ...missing, ...(setup?.fatal && { fatal: true as const }) }
  }

  async function firstAttempts(): Promise<void> {
    const { maxAttempts, backoffBaseMs: baseMs, backoffMaxMs: maxMs } = config.oidc.discovery
    for (let attempt = 1; !stopped; attempt += 1) {
      const error = await connect().then(
        () => undefined,
        (thrown: unknown) => thrown ?? new OidcSetupFailed('unexpected failure'),
      )
      if (error === undefined) return firstEnded()
      const last = attempt >= maxAttempts || !(error instanceof OidcSetupFailed && error.passing)
      const waitMs = last ? HEAL_EVERY_MS : backoffMs(attempt, { baseMs, maxMs }, ports.random)
      failed(error, waitMs)
      firstEnded()
      if (last) return
      await ports.sleep(waitMs, stopping.signal).catch(() => undefined)
    }
  }

  function heal(): void {
    if (status.state === 'degraded') refresh()
  }

  /** In the background: who asks meanwhile gets what is known, and an outage leaves it standing. */
  function refresh(): void {
    refreshedAt = ports.now()
    connect().catch((error: unknown) => {
      if (!session) return failed(error, HEAL_EVERY_MS)
      refreshedAt = ports.now() - FRESH_MS + HEAL_EVERY_MS
      log.warn({ err: error }, 'identity provider metadata could not be refreshed; the known one stays')
    })
  }

  const isExpired = ({ client }: OidcSession) => client.expiresAt !== null && client.expiresAt * 1000 <= ports.now()

  function unavailable(): TemporarilyUnavailable {
    const retryAfterSeconds =
      status.state === 'degraded' ? Math.max(1, status.retryAt - Math.floor(ports.now() / 1000)) : 5
    return new TemporarilyUnavailable('The identity provider cannot be used right now.', { retryAfterSeconds })
  }

  return {
    status: () =>
      status.state === 'ready' && deps.moreWarnings
        ? { ...status, warnings: [...status.warnings, ...deps.moreWarnings()] }
        : status,

    async session() {
      if (session && isExpired(session)) await renew()
      if (!session) throw unavailable()
      if (ports.now() - refreshedAt >= FRESH_MS) refresh()
      return session
    },

    clientRejected(clientId) {
      if (session?.client.id !== clientId) return
      if (session.client.source === 'environment') {
        refusedClient = clientId
        return ready(session)
      }
      clients.reject(clientId)
      drop('the identity provider no longer knows the OAuth client')
    },

    async start() {
      stopHealing ??= ports.every(HEAL_EVERY_MS, heal)
      await firstAttempts()
      firstEnded()
    },

    firstAttempt: () => firstAttempt,

    async stop() {
      stopped = true
      stopping.abort()
      stopHealing?.()
      if (config.oidc.deregisterOnShutdown && session) await deregisterUnused(session)
    },
  }

  /** An expired client is useless to whoever asks now, so this one waits for its successor. */
  async function renew(): Promise<void> {
    await connect().catch((error: unknown) => {
      session = undefined
      failed(error, HEAL_EVERY_MS)
    })
  }

  function drop(reason: string): void {
    session = undefined
    failed(new OidcSetupFailed(reason), HEAL_EVERY_MS)
    refresh()
  }

  async function deregisterUnused({ provider: { issuer }, client }: OidcSession): Promise<void> {
    if (client.source === 'environment') return
    if ((await deps.storage.grants.countActive(issuer, client.id)) > 0) return
    await deregisterClient(deps, issuer)
  }
}
