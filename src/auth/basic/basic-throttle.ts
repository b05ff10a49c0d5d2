import { LRUCache } from 'lru-cache'

import { createCountingWindows } from '../../lib/counting-windows.js'
import type { Clock } from '../../lib/ports.js'

/** Slows down whoever guesses, before Nextcloud is asked (BA-8). */
export interface BasicThrottle {
  /** @returns seconds until this network may try this user name again; 0: now. */
  waitSeconds(network: string, username: string): number
  /** The same for a header without a user name in it. */
  waitSecondsOf(network: string): number
  /** A credential that was wrong, or unknown and not asked about. Once per credential, not per repetition. @returns true when a limit was reached by it. */
  missed(network: string, username: string): boolean
  /** A header that cannot be read. */
  malformed(network: string): void
  succeeded(network: string, username: string): void
  /** For tests of the bounds. */
  size(): number
}

const WINDOW_MS = 5 * 60_000
const MAX_PER_NETWORK = 10
const MAX_PER_USERNAME = 5
const MAX_PER_TRUSTED_PAIR = 100
const MAX_ENTRIES = 20_000

/**
 * Counts misses for five minutes: 10 per network, 5 per user name. A network from which the user name has succeeded before is exempt from both, so that
 * a stranger cannot lock a person out; there only 100 misses of that one pair count, because each answer tells a guesser something.
 */
export function createBasicThrottle(now: Clock): BasicThrottle {
  const windows = createCountingWindows(now, { windowMs: WINDOW_MS, maxKeys: MAX_ENTRIES })
  const trusted = new LRUCache<string, true>({ max: MAX_ENTRIES })

  const secondsLeft = (key: string, max: number) => (windows.count(key) >= max ? windows.secondsLeft(key) : 0)
  const count = (key: string, max: number): boolean => windows.add(key) === max

  return {
    waitSeconds(network, username) {
      const [ofNetwork, ofName, ofPair] = keys(network, username)
      if (trusted.has(ofPair)) return secondsLeft(ofPair, MAX_PER_TRUSTED_PAIR)
      return Math.max(secondsLeft(ofNetwork, MAX_PER_NETWORK), secondsLeft(ofName, MAX_PER_USERNAME))
    },
    waitSecondsOf: network => secondsLeft(keys(network, '')[0], MAX_PER_NETWORK),
    missed(network, username) {
      const [ofNetwork, ofName, ofPair] = keys(network, username)
      if (trusted.has(ofPair)) return count(ofPair, MAX_PER_TRUSTED_PAIR)
      const byNetwork = count(ofNetwork, MAX_PER_NETWORK)
      return count(ofName, MAX_PER_USERNAME) || byNetwork
    },
    malformed: network => void count(keys(network, '')[0], MAX_PER_NETWORK),
    succeeded(network, username) {
      const [, , ofPair] = keys(network, username)
      if (!trusted.has(ofPair)) trusted.set(ofPair, true)
    },
    size: () => windows.size() + trusted.size,
  }
}

/** Nextcloud takes login names in any case, so guesses at `Alice` and `alice` count together. */
function keys(network: string, username: string): [network: string, username: string, pair: string] {
  const name = username.toLowerCase()
  return [`n ${network}`, `u ${name}`, `p ${network} ${name}`]
}
