import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { OidcDeps } from './oidc-deps.js'

const LOCK = 'oauth-client'
const HELD_SECONDS = 60
const POLL_MS = 500
const PATIENCE_MS = 30_000

/**
 * Runs `task` in one process at a time, for all that share the database: two that start together must not both register.
 *
 * @throws {TemporarilyUnavailable} when another process holds the lock for too long.
 */
export async function withClientLock<T>({ storage, ports }: OidcDeps, task: () => Promise<T>): Promise<T> {
  const owner = ports.random(16).toString('base64url')
  const deadline = ports.now() + PATIENCE_MS
  while (!(await acquire(owner))) {
    if (ports.now() >= deadline) throw new TemporarilyUnavailable('another process is registering the OAuth client')
    await ports.sleep(POLL_MS)
  }
  try {
    return await task()
  } finally {
    await storage.clients.releaseLock(LOCK, owner)
  }

  function acquire(by: string) {
    const now = Math.floor(ports.now() / 1000)
    return storage.clients.acquireLock(LOCK, by, now + HELD_SECONDS, now)
  }
}
