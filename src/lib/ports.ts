import { randomBytes } from 'node:crypto'

/** Unix time in milliseconds; an argument everywhere, so that tests own the clock. */
export type Clock = () => number

/** `size` random bytes; an argument, so that tests own chance. */
export type Random = (size: number) => Buffer

/** A stop for a timer that was started. */
export type Stop = () => void

/** Runs `task` every `intervalMs` (with the process free to end) until stopped. */
export type Every = (intervalMs: number, task: () => void) => Stop

/** Resolves after `ms`, or rejects with the reason of `signal`. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

/** What the outside world gives us: time and chance. */
export interface Ports {
  now: Clock
  random: Random
  every: Every
  sleep: Sleep
}

/** The real ones. */
export const systemPorts: Ports = {
  now: Date.now,
  random: randomBytes,
  every: (intervalMs, task) => {
    const timer = setInterval(task, intervalMs)
    timer.unref()
    return () => clearInterval(timer)
  },
  sleep: async (ms, signal) => {
    const { setTimeout: after } = await import('node:timers/promises')
    await after(ms, undefined, { signal })
  },
}
