import { NotProvisioned, TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { Grant } from '../../storage/storage.js'
import type { BrokerDeps } from './broker-deps.js'

const LEASE_SECONDS = 45
const WAIT_MS = 15_000
const POLL_MS = 150

/**
 * Runs `work` while no other process refreshes the same grant, on the row as it is then.
 *
 * Access tokens are never stored, so whoever comes second cannot have the winner's. Refreshing at once would kill it (Nextcloud has one
 * live access token per grant), so the second is told to try again in a moment, and refreshes then if it still must.
 *
 * @throws {TemporarilyUnavailable} when another process refreshed meanwhile, or did not finish within 15 s.
 * @throws {NotProvisioned} when the grant was removed meanwhile.
 */
export async function withLease<T>(deps: BrokerDeps, seen: Grant, work: (grant: Grant) => Promise<T>): Promise<T> {
  const { grants } = deps.storage
  const owner = deps.ports.random(16).toString('hex')
  await acquire(deps, seen, owner)
  try {
    const grant = await grants.find(seen.issuer, seen.userId)
    if (!grant) throw gone()
    if (grant.version !== seen.version) throw lost()
    return await work(grant)
  } finally {
    await release(deps, seen, owner)
  }
}

async function acquire(deps: BrokerDeps, { issuer, userId }: Grant, owner: string): Promise<void> {
  const { storage, ports } = deps
  const deadline = ports.now() + WAIT_MS
  for (;;) {
    const now = Math.floor(ports.now() / 1000)
    if (await storage.grants.acquireLease(issuer, userId, owner, now + LEASE_SECONDS, now)) return
    if (!(await storage.grants.find(issuer, userId))) throw gone()
    if (ports.now() >= deadline) throw lost()
    await ports.sleep(POLL_MS + (ports.random(1)[0] ?? 0))
  }
}

/** A lease that cannot be given back lapses by itself. */
async function release({ storage, log }: BrokerDeps, { issuer, userId }: Grant, owner: string): Promise<void> {
  await storage.grants.releaseLease(issuer, userId, owner).catch((error: unknown) => {
    log.warn({ err: error, userId }, 'a refresh lease could not be given back')
  })
}

const gone = () => new NotProvisioned('The authorisation was withdrawn.')
const lost = () => new TemporarilyUnavailable('Another process is refreshing this access.', { retryAfterSeconds: 5 })
