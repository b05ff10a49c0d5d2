import { LRUCache } from 'lru-cache'
import type { Clock } from '../../lib/ports.js'
import { clientNetwork } from '../basic/client-network.js'

/** Slows down whoever starts authorizations in a row (RT-21). */
export interface StartLimiter {
  /** Counts one start. @returns 0 when it may go on, else the seconds to wait. */
  start(ip: string): number
}

const WINDOW_MS = 60_000
const MAX_STARTS = 20
const MAX_NETWORKS = 10_000

/** 20 starts, or `max`, per minute, or `windowMs`, and network (an IPv4 address, or a /64 of IPv6). Bounded, whatever addresses come. */
export function createStartLimiter(now: Clock, max: number = MAX_STARTS, windowMs: number = WINDOW_MS): StartLimiter {
  const windows = new LRUCache<string, { starts: number; until: number }>({ max: MAX_NETWORKS })
  return {
    start(ip) {
      const network = clientNetwork(ip)
      const known = windows.get(network)
      const window = known && known.until > now() ? known : { starts: 0, until: now() + windowMs }
      if (window.starts >= max) return Math.max(1, Math.ceil((window.until - now()) / 1000))
      windows.set(network, { ...window, starts: window.starts + 1 })
      return 0
    },
  }
}
