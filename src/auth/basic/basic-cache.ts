import { LRUCache } from 'lru-cache'

import type { Clock } from '../../lib/ports.js'
import type { Principal } from '../principal.js'

/** What Nextcloud said of a credential that it took. The password is not here. */
export interface KnownLogin {
  principal: Principal
  loginName: string
  displayName: string | undefined
  /** The address that Nextcloud saw. */
  source: string
}

export type Denial = 'rejected' | 'forbidden'

export type Remembered =
  /** Nextcloud said so a moment ago. */
  | { kind: 'good'; login: KnownLogin }
  /** It was good once; Nextcloud must be asked again. */
  | { kind: 'lapsed' }
  | { kind: 'bad'; denial: Denial }
  /** Seen before without an answer from Nextcloud. */
  | { kind: 'refused' }
  | { kind: 'unknown' }

/** Remembers credentials by their keyed hash. */
export interface BasicCache {
  look(key: string): Remembered
  accepted(key: string, login: KnownLogin): void
  denied(key: string, denial: Denial): void
  /** We turned it away without asking, so that a repetition is known as one. */
  refused(key: string): void
  /** Was good, may not be any more. @returns the address that Nextcloud saw, when it was good. */
  lapse(key: string): string | undefined
  /** For tests of the bounds. */
  sizes(): { good: number; bad: number }
}

interface Good {
  login: KnownLogin
  freshUntil: number
}

interface Bad {
  denial: Denial
  times: number
  until: number
}

const MAX_GOOD = 5_000
const MAX_BAD = 10_000
const FIRST_DENIAL_MS = 30_000
const LONGEST_DENIAL_MS = 10 * 60_000
const FORGIVEN_AFTER_MS = 30 * 60_000
const GROWTH = 4

/**
 * Positive answers hold for `ttlSeconds` (0: never). A wrong password is known as wrong for 30 seconds, and four times longer each time
 * that it is still wrong (10 minutes at most): a client that repeats one forever costs at most 5 attempts in half an hour, so it cannot
 * use up what Nextcloud allows (BA-6, BA-7).
 */
export function createBasicCache(ttlSeconds: number, now: Clock): BasicCache {
  const good = new LRUCache<string, Good>({ max: MAX_GOOD })
  const bad = new LRUCache<string, Bad>({ max: MAX_BAD })
  return {
    look(key) {
      const known = good.get(key)
      if (known) return known.freshUntil > now() ? { kind: 'good', login: known.login } : { kind: 'lapsed' }
      const denied = bad.get(key)
      if (!denied) return { kind: 'unknown' }
      return denied.until > now() ? { kind: 'bad', denial: denied.denial } : { kind: 'refused' }
    },
    accepted(key, login) {
      bad.delete(key)
      good.set(key, { login, freshUntil: now() + ttlSeconds * 1000 })
    },
    denied(key, denial) {
      good.delete(key)
      const known = bad.get(key)
      const times = known && known.until > now() - FORGIVEN_AFTER_MS ? known.times + 1 : 1
      const lastsMs = Math.min(LONGEST_DENIAL_MS, FIRST_DENIAL_MS * GROWTH ** (times - 1))
      bad.set(key, { denial, times, until: now() + lastsMs })
    },
    refused(key) {
      if (!bad.has(key)) bad.set(key, { denial: 'rejected', times: 0, until: 0 })
    },
    lapse(key) {
      const known = good.peek(key)
      if (known) known.freshUntil = 0
      return known?.login.source
    },
    sizes: () => ({ good: good.size, bad: bad.size }),
  }
}
