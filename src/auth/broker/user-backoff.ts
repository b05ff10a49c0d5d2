import { LRUCache } from 'lru-cache'
import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { Ports } from '../../lib/ports.js'
import { backoffMs } from '../oidc/backoff-ms.js'

const BASE_MS = 5_000
const MAX_MS = 300_000
const MAX_PEOPLE = 10_000

/** After a failed refresh the person's next one waits: 5 s, doubling up to 5 min, or what the provider asked for. */
export interface UserBackoff {
  /** @throws {TemporarilyUnavailable} while the person must wait. */
  check(userId: string): void
  /** @returns whole seconds until the next attempt. */
  failed(userId: string, retryAfterSeconds?: number): number
  clear(userId: string): void
}

export function userBackoff({ now, random }: Pick<Ports, 'now' | 'random'>): UserBackoff {
  const waits = new LRUCache<string, { failures: number; until: number }>({ max: MAX_PEOPLE })
  return {
    check(userId) {
      const until = waits.get(userId)?.until ?? 0
      if (now() < until) throw tryLater(Math.ceil((until - now()) / 1000))
    },
    failed(userId, retryAfterSeconds = 0) {
      const failures = (waits.get(userId)?.failures ?? 0) + 1
      const asked = Math.min(retryAfterSeconds * 1000, MAX_MS)
      const waitMs = Math.max(asked, backoffMs(failures, { baseMs: BASE_MS, maxMs: MAX_MS }, random))
      waits.set(userId, { failures, until: now() + waitMs })
      return Math.ceil(waitMs / 1000)
    },
    clear: userId => void waits.delete(userId),
  }
}

const tryLater = (retryAfterSeconds: number) =>
  new TemporarilyUnavailable('The identity provider did not answer a moment ago.', { retryAfterSeconds })
