import { createCountingWindows } from '../../lib/counting-windows.js'
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
  const windows = createCountingWindows(now, { windowMs, maxKeys: MAX_NETWORKS })
  return {
    start(ip) {
      const network = clientNetwork(ip)
      if (windows.count(network) >= max) return windows.secondsLeft(network)
      windows.add(network)
      return 0
    },
  }
}
