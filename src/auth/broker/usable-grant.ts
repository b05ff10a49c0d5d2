import { NotProvisioned, ReauthRequired } from '../../errors/access-errors.js'
import type { Grant, Seconds } from '../../storage/storage.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import type { BrokerDeps } from './broker-deps.js'
import { REASONS } from './reasons.js'

/** A grant whose tokens Nextcloud turned away is tried again now and then: the account may have been enabled again. */
const REJECTED_RETRY_SECONDS = 300

/**
 * The person's grant, when a refresh has a chance.
 *
 * A row that needs re-authorisation but kept its token stands for a cause that may go away without the person: a missing key, another
 * client, a disabled account. Such a row is tried again; a row without a token is not.
 *
 * @throws {NotProvisioned} nothing stored. @throws {ReauthRequired} only the person can help.
 */
export async function usableGrant(deps: BrokerDeps, session: OidcSession, userId: string): Promise<Grant> {
  const grant = await deps.storage.grants.find(session.provider.issuer, userId)
  if (!grant) throw new NotProvisioned('Background access was not authorised.')
  const now = Math.floor(deps.ports.now() / 1000)
  if (!grant.ciphertext || isResting(grant, now)) throw reauthRequired()
  if (grant.lastError === REASONS.offlineWithdrawn) await endWithdrawn(deps, grant, now)
  if (grant.clientId !== session.client.id) await park(deps, grant, REASONS.clientReplaced)
  return grant
}

export const reauthRequired = (cause?: unknown) =>
  new ReauthRequired('Nextcloud no longer honours the stored authorisation.', cause === undefined ? {} : { cause })

const isResting = ({ status, lastError, updatedAt }: Grant, now: Seconds) =>
  status !== 'active' && lastError === REASONS.rejected && now - updatedAt < REJECTED_RETRY_SECONDS

/** Nextcloud gave no new refresh token last time, and the access token it gave is used up (BRK-11). */
async function endWithdrawn(deps: BrokerDeps, grant: Grant, now: Seconds): Promise<never> {
  await deps.storage.grants.markReauthRequired(grant.issuer, grant.userId, REASONS.offlineWithdrawn, now, grant.version)
  audit(deps, grant, REASONS.offlineWithdrawn)
  throw reauthRequired()
}

/** Marks the row and keeps its token. */
export async function park(deps: BrokerDeps, grant: Grant, reason: string, cause?: unknown): Promise<never> {
  const known = grant.status !== 'active' && grant.lastError === reason
  if (!known) {
    await deps.storage.grants.markUnreadable(grant.issuer, grant.userId, reason, Math.floor(deps.ports.now() / 1000))
    audit(deps, grant, reason)
  }
  throw reauthRequired(cause)
}

function audit(deps: BrokerDeps, { userId, clientId, correlationId }: Grant, reason: string): void {
  deps.audit.record('token.refresh.failed', 'failed', { userId, clientId, correlationId, reason })
}
