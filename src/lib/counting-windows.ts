import { LRUCache } from 'lru-cache'
import type { Clock } from './ports.js'

/** Counts per key, in windows of one length that begin with a key's first count. */
export interface CountingWindows {
  /** In the window that runs now; 0 when none does. */
  count(key: string): number
  /** Seconds to the end of the window that runs now, rounded up; 0 when none does. */
  secondsLeft(key: string): number
  /** @param more - 1 unless told; negative takes back. @returns the count with it, never below 0. */
  add(key: string, more?: number): number
  /** Keys that are remembered, for tests of the bound. */
  size(): number
}

/** @param maxKeys - when there are more, the one that was not used for longest is forgotten. */
export function createCountingWindows(
  now: Clock,
  { windowMs, maxKeys }: { windowMs: number; maxKeys: number },
): CountingWindows {
  const windows = new LRUCache<string, { count: number; until: number }>({ max: maxKeys })
  const running = (key: string) => {
    const window = windows.get(key)
    return window && window.until > now() ? window : undefined
  }
  return {
    count: key => running(key)?.count ?? 0,
    secondsLeft: key => Math.ceil(((running(key)?.until ?? now()) - now()) / 1000),
    add(key, more = 1) {
      const { count, until } = running(key) ?? { count: 0, until: now() + windowMs }
      const sum = Math.max(0, count + more)
      windows.set(key, { count: sum, until })
      return sum
    },
    size: () => windows.size,
  }
}
