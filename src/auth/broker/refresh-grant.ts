import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { Seconds } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import { Secret } from '../../lib/secret.js'
import { endGrant } from './end-grant.js'
import type { BrokerDeps } from './broker-deps.js'
import type { BrokerState } from './broker-state.js'
import { withLease } from './lease.js'
import { openGrant } from './open-grant.js'
import { REASONS } from './reasons.js'
import type { Refresh } from './refresh.js'
import { requestRefresh } from './refresh-request.js'
import { refused, unavailable } from './refresh-failure.js'
import type { Kept } from './rotation-keeper.js'
import { accessExpiresAt, refreshExpiresAt, type TokenAnswer } from './token-answer.js'
import type { AccessToken } from './token-broker.js'
import { usableGrant } from './usable-grant.js'

/**
 * Spends the person's refresh token on a new pair. The order is the point: lease, request, the new token onto the disk, then the
 * checks, and only then the access token to the caller.
 *
 * @throws {NotProvisioned} {@link ReauthRequired} {@link TemporarilyUnavailable}
 */
export async function refreshGrant(deps: BrokerDeps, state: BrokerState, userId: string): Promise<AccessToken> {
  const session = await deps.oidc.session()
  const seen = await usableGrant(deps, session, userId)
  state.backoff.check(userId)
  return withLease(deps, seen, grant => spend({ deps, state, session, grant }))
}

async function spend(refresh: Refresh): Promise<AccessToken> {
  const { deps, state, session, grant } = refresh
  const stamp = state.cache.stamp(grant.userId)
  const token = state.rotations.pending(grant) ?? (await openGrant(deps, grant))
  const outcome = await requestRefresh(deps.http, session, token, deps.ports.now)
  if (outcome.kind === 'refused') return refused(refresh, outcome.error)
  if (outcome.kind === 'unavailable') return unavailable(refresh, outcome)

  const now = Math.floor(deps.ports.now() / 1000)
  const kept = await keep(refresh, outcome.answer, token, now)
  if (kept === 'superseded') throw replaced()
  audit(refresh, outcome.answer.refresh_token === undefined ? 'token.refresh.ok' : 'token.refresh.rotated')
  await checkIdToken(refresh, outcome.answer)
  const access = accessOf(refresh, outcome.answer, now)
  const afterRejection = state.rejections.delete(grant.userId)
  state.backoff.clear(grant.userId)
  state.cache.put(grant.userId, stamp, { access, obtainedAt: now, afterRejection })
  return access
}

/** A standard provider that sends no new refresh token leaves the old one alive; Nextcloud's is dead by then (BRK-11). */
async function keep(refresh: Refresh, answer: TokenAnswer, old: Secret, now: Seconds): Promise<Kept> {
  const { deps, state, session, grant } = refresh
  const { issuer, userId, version } = grant
  const rotated = answer.refresh_token !== undefined
  if (!rotated && session.provider.isNextcloud) {
    await deps.storage.grants.noteError(issuer, userId, REASONS.offlineWithdrawn, now, version)
    return 'stored'
  }
  const token = answer.refresh_token === undefined ? old : new Secret(answer.refresh_token)
  const row = {
    sealed: deps.vault.seal(token, sealContexts['refresh-token'](grant)),
    refreshExpiresAt: refreshExpiresAt(answer, now) ?? (rotated ? null : grant.refreshExpiresAt),
    accessExpiresAt: accessExpiresAt(answer, now),
  }
  return state.rotations.keep({ issuer, userId, version, token, row })
}

/** @see OpenID Connect Core 1.0, section 12.2 */
async function checkIdToken(refresh: Refresh, { id_token: idToken }: TokenAnswer): Promise<void> {
  const { deps, state, grant } = refresh
  if (idToken === undefined || !deps.checkIdToken) return
  const genuine = await deps.checkIdToken(idToken, grant.userId).catch((cause: unknown) => {
    const retryAfterSeconds = state.backoff.failed(grant.userId)
    throw new TemporarilyUnavailable('The ID token could not be checked.', { cause, retryAfterSeconds })
  })
  if (!genuine) await endGrant(refresh, REASONS.idTokenMismatch)
}

function accessOf({ grant }: Refresh, answer: TokenAnswer, now: Seconds): AccessToken {
  const scopes = answer.scope?.split(' ').filter(Boolean) ?? grant.scopes ?? []
  return { token: new Secret(answer.access_token), expiresAt: accessExpiresAt(answer, now), scopes }
}

function audit({ deps, grant: { userId, clientId, correlationId } }: Refresh, event: string): void {
  deps.audit.record(event, 'ok', { userId, clientId, correlationId })
}

const replaced = () => new TemporarilyUnavailable('The authorisation was renewed meanwhile.', { retryAfterSeconds: 1 })
