import { LRUCache } from 'lru-cache'

import { createCountingWindows } from '../../lib/counting-windows.js'
import type { Clock } from '../../lib/ports.js'

/** Holds back networks that bring many tokens which only the provider can judge, before it is asked about the next one. */
export interface TokenThrottle {
  /** Counts a question that is about to be asked for this network. @returns seconds until it may ask again; 0: now, and it was counted. */
  ask(network: string): number
  /** The token was good: the network has people in it, and gets more room. */
  proved(network: string): void
  /** Nobody can say whether the token was bad, so the question does not count. */
  forgive(network: string): void
  /** For tests of the bounds. */
  size(): number
}

const WINDOW_MS = 5 * 60_000
const MAX_ASKED = 30
/** Many people may sit behind one address, and a stranger beside them must not lock them out. */
const MAX_ASKED_WHERE_PROVED = 300
const MAX_NETWORKS = 20_000

export function createTokenThrottle(now: Clock): TokenThrottle {
  const windows = createCountingWindows(now, { windowMs: WINDOW_MS, maxKeys: MAX_NETWORKS })
  const proven = new LRUCache<string, true>({ max: MAX_NETWORKS })
  return {
    ask(network) {
      const limit = proven.has(network) ? MAX_ASKED_WHERE_PROVED : MAX_ASKED
      if (windows.count(network) >= limit) return windows.secondsLeft(network)
      windows.add(network)
      return 0
    },
    proved(network) {
      proven.set(network, true)
      windows.add(network, -1)
    },
    forgive: network => void windows.add(network, -1),
    size: () => windows.size() + proven.size,
  }
}
