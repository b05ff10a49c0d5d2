import { LRUCache } from 'lru-cache'

import type { Clock } from '../../lib/ports.js'
import type { Principal } from '../principal.js'
import type { Rejection } from './token-facts.js'

export type Verification = { ok: true; principal: Principal } | Rejection

/** Results by keyed hash of the token (VER-9). */
export interface VerificationCache {
  /** @param revision - of the provider's keys; what was verified under another set is not known any more. */
  get(key: string, revision: number): Verification | undefined
  /** To be asked for before the verification begins: what happens meanwhile makes its result stale. */
  ticket(): number
  /** @param ttlSeconds - at most so long, and never past the token's own end. */
  accepted(key: string, principal: Principal, options: { revision: number; ttlSeconds: number; ticket: number }): void
  /** Remembers faults of the client only, for 30 seconds. */
  rejected(key: string, rejection: Rejection): void
  drop(key: string): void
  /** Drops it, and makes stale what is being found out about any token at this moment. */
  retract(key: string): void
  forget(userId: string): void
  /** For tests of the bounds. */
  size(): number
}

interface Accepted {
  principal: Principal
  revision: number
  until: number
}

const MAX_ENTRIES = 10_000
const REJECTED_MS = 30_000

export function createVerificationCache(now: Clock): VerificationCache {
  const good = new LRUCache<string, Accepted>({ max: MAX_ENTRIES })
  const bad = new LRUCache<string, { rejection: Rejection; until: number }>({ max: MAX_ENTRIES })
  let forgotten = 0

  return {
    get(key, revision) {
      const accepted = good.get(key)
      if (accepted && accepted.until > now() && accepted.revision === revision)
        return { ok: true, principal: accepted.principal }
      const rejected = bad.get(key)
      return rejected && rejected.until > now() ? rejected.rejection : undefined
    },
    ticket: () => forgotten,
    accepted(key, principal, { revision, ttlSeconds, ticket }) {
      if (ticket !== forgotten) return
      const until = Math.min((principal.expiresAt ?? Infinity) * 1000, now() + ttlSeconds * 1000)
      good.set(key, { principal, revision, until })
    },
    rejected(key, rejection) {
      good.delete(key)
      if (rejection.fault === 'server' || rejection.lasting === false) return
      bad.set(key, { rejection, until: now() + REJECTED_MS })
    },
    drop: key => void good.delete(key),
    retract(key) {
      forgotten += 1
      good.delete(key)
      bad.delete(key)
    },
    forget(userId) {
      forgotten += 1
      for (const [key, { principal }] of good.entries()) if (principal.userId === userId) good.delete(key)
    },
    size: () => good.size + bad.size,
  }
}
