import { AccessError, NotProvisioned, TemporarilyUnavailable } from '../../errors/access-errors.js'
import { StorageFailed } from '../../errors/storage-errors.js'
import { silentMetrics } from '../../lib/metrics.js'
import { singleFlight } from '../../lib/single-flight.js'
import type { Credential } from '../../nextcloud/http-client.js'
import { appPasswordCredential } from './app-password-credential.js'
import type { BrokerDeps } from './broker-deps.js'
import { brokerState } from './broker-state.js'
import { endAppPassword } from './end-app-password.js'
import { countRefresh } from './count-refresh.js'
import { grantUpkeep } from './grant-upkeep.js'
import { grantsInTime } from './grants-in-time.js'
import { rejectAccess } from './reject-access.js'
import { refreshGrant } from './refresh-grant.js'
import { revokeAccess } from './revoke-access.js'
import type { AccessToken, TokenBroker } from './token-broker.js'
import { turnTaking } from './turn-taking.js'

const MIN_VALIDITY_SECONDS = 60

/** One broker per provider and process. Nothing but its cache of access tokens is lost when it goes. */
export function createTokenBroker(deps: BrokerDeps): TokenBroker {
  const { metrics = silentMetrics } = deps
  const state = brokerState(deps)
  const shared = singleFlight<AccessToken>()
  const inTurn = turnTaking()
  const seconds = () => Math.floor(deps.ports.now() / 1000)
  const upkeep = grantUpkeep(deps, {
    refresh: userId => refresh(userId),
    expire: userId => inTurn(userId, () => grantsInTime(deps, state, userId)),
  })

  /** Refreshes and revocations of one person follow each other; callers of the same refresh share it. */
  const refresh = (userId: string) => shared(userId, () => countRefresh(metrics, renewInTurn(userId)))
  const renewInTurn = (userId: string) => inTurn(userId, () => renew(userId))

  async function renew(userId: string): Promise<AccessToken> {
    const grants = await grantsInTime(deps, state, userId)
    if (grants.length === 0) throw new NotProvisioned('Background access was not authorised.')
    return refreshGrant(deps, state, userId)
  }

  async function getAccessToken(
    userId: string,
    { minValiditySeconds = MIN_VALIDITY_SECONDS } = {},
  ): Promise<AccessToken> {
    const known = state.cache.usable(userId, seconds(), minValiditySeconds)
    return known ?? asAccessError(() => refresh(userId))
  }

  return {
    getAccessToken,
    credentialFor: userId => asAccessError(() => bestCredential(userId)),
    rejected: (userId, credential) => rejectAccess(deps, state, userId, credential),
    revoke: userId => inTurn(userId, () => revokeAccess(deps, state, userId)),
    async endAppPassword(userId) {
      const ended = await inTurn(userId, () => endAppPassword(deps, userId))
      state.refused.forget(userId)
      return ended
    },
    provisioned(userId, access) {
      state.forget(userId)
      const entry = access && { access, obtainedAt: seconds(), afterRejection: false }
      if (entry) state.cache.put(userId, state.cache.stamp(userId), entry)
    },
    onRevoked: listener => void state.listeners.add(listener),
    start: () => upkeep.start(),
    async stop() {
      await upkeep.stop()
      // Whoever leaves a refresh half done loses the new token, and the lease stays behind.
      await inTurn.idle()
      await state.rotations.stop()
    },
  }

  async function bestCredential(userId: string): Promise<Credential> {
    try {
      return { kind: 'bearer', token: (await getAccessToken(userId)).token }
    } catch (error) {
      if (error instanceof AccessError) return passwordInstead(userId, error)
      throw error
    }
  }

  /** A grant that is over, or a provider that is gone, does not stand in the way of an app password that works. */
  async function passwordInstead(userId: string, reason: AccessError): Promise<Credential> {
    const password = await appPasswordCredential(deps, state, userId).catch((error: unknown) => {
      throw reason instanceof TemporarilyUnavailable ? reason : error
    })
    if (!password) throw reason
    return password
  }
}

/** To the caller a database that fails is an outage like any other. */
async function asAccessError<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (cause) {
    if (cause instanceof StorageFailed)
      throw new TemporarilyUnavailable('The token store cannot be used right now.', { cause })
    throw cause
  }
}
