import type { Grant } from '../../storage/storage.js'
import type { BrokerDeps } from './broker-deps.js'
import type { BrokerState } from './broker-state.js'
import { endAppPassword } from './end-app-password.js'
import { revokeRemotely } from './revoke-remotely.js'
import type { Revocation } from './token-broker.js'

/** Ends all background access of a person: grants, app password, caches. The provider is told where it can be told. */
export async function revokeAccess(deps: BrokerDeps, state: BrokerState, userId: string): Promise<Revocation> {
  const grants = await deps.storage.grants.ofUser(userId)
  const password = await endAppPassword(deps, userId)
  const remoteRevoked = await endGrants(deps, state, userId, grants)
  if (grants.length > 0 || password.had) audit(deps, userId, grants, null)
  return {
    hadGrant: grants.length > 0,
    remoteRevoked,
    hadAppPassword: password.had,
    appPasswordDeleted: password.deletedAtNextcloud,
  }
}

/** Ends grants that are older than the administrator allows. */
export async function expireGrants(
  deps: BrokerDeps,
  state: BrokerState,
  userId: string,
  grants: readonly Grant[],
): Promise<void> {
  await endGrants(deps, state, userId, grants)
  audit(deps, userId, grants, 'max_age')
}

/** Gone here, whatever the provider said. */
async function endGrants(
  deps: BrokerDeps,
  state: BrokerState,
  userId: string,
  grants: readonly Grant[],
): Promise<boolean | null> {
  const remoteRevoked = grants.length > 0 ? await revokeRemotely(deps, state, grants) : null
  for (const { issuer } of grants) await deps.storage.grants.remove(issuer, userId)
  state.forget(userId)
  return remoteRevoked
}

function audit(deps: BrokerDeps, userId: string, [grant]: readonly Grant[], reason: string | null): void {
  const { clientId = null, correlationId = null } = grant ?? {}
  deps.audit.record('token.revoked', 'ok', { userId, clientId, correlationId, reason })
}
