import { randomBytes } from 'node:crypto'

import type { Ports } from '../../src/lib/ports.js'

export interface ManualPorts extends Ports {
  /** Moves the clock, and with it runs what `every` and `sleep` wait for. */
  advance(ms: number): void
}

/** A clock that stands still until told. @param start - Unix milliseconds. */
export function manualPorts(start = Date.UTC(2026, 10, 23, 12)): ManualPorts {
  let now = start
  const timers = new Set<{ at: number; run: () => void }>()
  const ports: ManualPorts = {
    now: () => now,
    random: randomBytes,
    every(intervalMs, task) {
      const timer = { at: now + intervalMs, run: () => {} }
      timer.run = () => {
        timer.at += intervalMs
        task()
      }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    sleep: ms =>
      new Promise(resolve => {
        const timer = { at: now + ms, run: () => {} }
        timer.run = () => {
          timers.delete(timer)
          resolve()
        }
        timers.add(timer)
      }),
    advance(ms) {
      const end = now + ms
      for (;;) {
        const [next] = [...timers].filter(timer => timer.at <= end).toSorted((a, b) => a.at - b.at)
        if (!next) break
        now = Math.max(now, next.at)
        next.run()
      }
      now = end
    },
  }
  return ports
}
