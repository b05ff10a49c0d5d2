import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { Refresh } from './refresh.js'
import { REASONS } from './reasons.js'
import { reauthRequired } from './usable-grant.js'

/**
 * Wipes the token of a grant that is over and forgets the person.
 *
 * @throws {ReauthRequired} always, unless the row was replaced meanwhile: then {@link TemporarilyUnavailable}, and the new one serves.
 */
export async function endGrant({ deps, state, grant }: Refresh, reason: string): Promise<never> {
  const { issuer, userId, clientId, version, correlationId } = grant
  const stored = await deps.storage.grants.find(issuer, userId)
  const newest = reason === REASONS.idTokenMismatch ? (stored?.version ?? version) : version
  const now = Math.floor(deps.ports.now() / 1000)
  if (!(await deps.storage.grants.markReauthRequired(issuer, userId, reason, now, newest))) throw replaced()
  deps.audit.record('token.refresh.failed', 'failed', { userId, clientId, correlationId, reason })
  state.forget(userId)
  throw reauthRequired()
}

const replaced = () => new TemporarilyUnavailable('The authorisation was renewed meanwhile.', { retryAfterSeconds: 1 })
