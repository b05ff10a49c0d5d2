import type { Grant, Seconds } from '../../storage/storage.js'
import type { BrokerDeps } from './broker-deps.js'
import type { BrokerState } from './broker-state.js'
import { expireGrants } from './revoke-access.js'

/** The person's grants, after those older than `PROVISIONING_MAX_AGE` were ended. */
export async function grantsInTime(deps: BrokerDeps, state: BrokerState, userId: string): Promise<Grant[]> {
  const rows = await deps.storage.grants.ofUser(userId)
  const now = Math.floor(deps.ports.now() / 1000)
  const old = rows.filter(grant => isTooOld(grant, deps.config.maxAgeSeconds, now))
  if (old.length === 0) return rows
  await expireGrants(deps, state, userId, old)
  return rows.filter(grant => !old.includes(grant))
}

const isTooOld = ({ provisionedAt }: Grant, maxAgeSeconds: number | undefined, now: Seconds) =>
  maxAgeSeconds !== undefined && now - provisionedAt > maxAgeSeconds
