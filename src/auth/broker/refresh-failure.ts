import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { OidcSession } from '../oidc/oidc-runtime.js'
import { endGrant } from './end-grant.js'
import { REASONS } from './reasons.js'
import type { ErrorCode, RefreshOutcome } from './refresh-request.js'
import type { Refresh } from './refresh.js'
import { reauthRequired } from './usable-grant.js'

/** What an OAuth error from the token endpoint means (BRK-9). Goes by the code: Nextcloud sends 400 for all of them. */
export async function refused(refresh: Refresh, error: ErrorCode): Promise<never> {
  if (error === 'invalid_grant') return endGrant(refresh, invalidGrantReason(refresh))
  if (error === 'invalid_client' || error === 'expired_client') return clientRefused(refresh, error)
  const { userId, clientId } = refresh.grant
  refresh.deps.log.error({ userId, clientId, error }, 'the identity provider does not understand our refresh request')
  return tryLater(refresh, error)
}

/** No answer, or one that says nothing about the grant: the row stays as it is. */
export async function unavailable(
  refresh: Refresh,
  { ambiguous, what, retryAfterSeconds }: RefreshOutcome & { kind: 'unavailable' },
): Promise<never> {
  const { deps, grant } = refresh
  const { issuer, userId, version } = grant
  const now = Math.floor(deps.ports.now() / 1000)
  if (ambiguous) await deps.storage.grants.noteError(issuer, userId, REASONS.ambiguous, now, version)
  deps.log.warn({ userId, what, ambiguous }, 'a grant could not be refreshed')
  return tryLater(refresh, ambiguous ? REASONS.ambiguous : 'unavailable', retryAfterSeconds)
}

const invalidGrantReason = ({ grant }: Refresh) =>
  grant.lastError === REASONS.ambiguous ? REASONS.lostInTransit : REASONS.invalidGrant

/** Nextcloud deletes every grant with its client. A configured client is not given up for a wrong secret, though: that is a typing error. */
async function clientRefused(refresh: Refresh, error: ErrorCode): Promise<never> {
  const { deps, state, session, grant } = refresh
  deps.oidc.clientRejected(session.client.id)
  deps.log.error({ clientId: session.client.id, error }, 'the identity provider refuses our client')
  if (mayBeMisconfigured(session, error)) return tryLater(refresh, error)
  const now = Math.floor(deps.ports.now() / 1000)
  const dead = await deps.storage.grants.markClientDead(grant.issuer, grant.clientId, error, now)
  deps.audit.record('client.expired', 'failed', { clientId: grant.clientId, reason: `${error}, ${dead} grants ended` })
  state.cache.clear()
  state.forget(grant.userId)
  throw reauthRequired()
}

const mayBeMisconfigured = ({ client }: OidcSession, error: ErrorCode) =>
  client.source === 'environment' && error === 'invalid_client'

function tryLater({ deps, state, grant }: Refresh, reason: string, asked?: number): never {
  const { userId, clientId, correlationId } = grant
  const retryAfterSeconds = state.backoff.failed(userId, asked)
  deps.audit.record('token.refresh.failed', 'failed', { userId, clientId, correlationId, reason })
  throw new TemporarilyUnavailable('The identity provider cannot refresh access right now.', { retryAfterSeconds })
}
