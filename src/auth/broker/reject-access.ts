import type { Credential } from '../../nextcloud/http-client.js'
import type { CachedAccess } from './access-cache.js'
import type { BrokerDeps } from './broker-deps.js'
import type { BrokerState } from './broker-state.js'
import { REASONS } from './reasons.js'
import { rejectPassword } from './reject-password.js'

/** Without the refused credential nobody knows which token it was: a token younger than this may be its successor. */
const SETTLE_SECONDS = 30

/**
 * Nextcloud turned an access token away. Once is normal: a refresh elsewhere ends the one before. A fresh one refused as well
 * means that the account is disabled or gone, though refreshes may go on succeeding (Nextcloud 32): then the row is marked, and kept.
 */
export function rejectAccess(deps: BrokerDeps, state: BrokerState, userId: string, credential?: Credential): void {
  if (credential?.kind === 'basic') return rejectPassword(deps, state, userId, credential)
  const entry = state.cache.peek(userId)
  if (!entry || !concerns(deps, entry, credential)) return
  if (!entry.afterRejection) {
    state.rejections.add(userId)
    return state.cache.drop(userId)
  }
  state.forget(userId)
  markRejected(deps, userId).catch((error: unknown) =>
    deps.log.error({ err: error, userId }, 'a refused grant was not marked'),
  )
}

function concerns({ ports }: BrokerDeps, entry: CachedAccess, credential: Credential | undefined): boolean {
  if (credential) return credential.kind === 'bearer' && credential.token === entry.access.token
  return !entry.afterRejection || Math.floor(ports.now() / 1000) - entry.obtainedAt >= SETTLE_SECONDS
}

async function markRejected({ storage, audit, ports, log }: BrokerDeps, userId: string): Promise<void> {
  log.warn({ userId }, 'Nextcloud refuses even fresh access tokens of a person')
  for (const { issuer, clientId, correlationId, status } of await storage.grants.ofUser(userId)) {
    if (status !== 'active') continue
    await storage.grants.markUnreadable(issuer, userId, REASONS.rejected, Math.floor(ports.now() / 1000))
    audit.record('token.refresh.failed', 'denied', { userId, clientId, correlationId, reason: REASONS.rejected })
  }
}
