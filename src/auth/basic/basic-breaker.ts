import { LRUCache } from 'lru-cache'

import type { Clock } from '../../lib/ports.js'

export type Entry =
  | { allowed: true }
  /** `limit`: too many failures. `down`: whoever was before us in the queue got no answer from Nextcloud. */
  | { allowed: false; because: 'limit' | 'down'; waitSeconds: number }

/** Keeps the failed logins that Nextcloud sees from one address below the number at which it blocks that address. */
export interface BasicBreaker {
  /**
   * Asks for leave to put one credential to Nextcloud; may wait for others that are on their way. When allowed, `leave` must follow.
   *
   * @param source - the address that Nextcloud sees.
   * @param proven - the credential was good before, so it is probably good still.
   */
  enter(source: string, proven: boolean): Promise<Entry>
  leave(source: string, outcome: 'answered' | 'unanswered'): void
  /** Nextcloud refused `key`. */
  failed(source: string, key: string): void
  /** Nextcloud takes `key` after all. */
  forgive(source: string, key: string): void
  /** That somebody was turned away: worth an entry in the audit trail once a minute, or a stranger could fill it. */
  isNews(source: string): boolean
  /** Nextcloud said 429: nobody tries for so long. */
  pause(source: string, seconds: number): void
  /** How many sources may not put an unknown credential to Nextcloud now. */
  open(): number
}

interface Source {
  failures: { at: number; key: string }[]
  inFlight: number
  waiting: ((outcome: 'answered' | 'unanswered') => void)[]
  pausedUntil: number
  /** The next turning away after this is news. */
  oldNewsUntil: number
}

/** Nextcloud 32, recorded: eleven failures in half an hour answer 401, the twelfth attempt and all later ones 429, for everybody behind the address. */
const WINDOW_MS = 30 * 60_000
const NEWS_MS = 60_000
const MAX_UNKNOWN = 6
const MAX_PROVEN = 10
const MAX_REMEMBERED = 100
const MAX_WAITING = 500
const MAX_SOURCES = 10_000
const tooBusy = { allowed: false as const, waitSeconds: 5 }

/**
 * BA-8. Every attempt under way counts as a failure until it ended, so that many at once cannot pass the limit either; the others wait. Who waits behind an
 * attempt that Nextcloud did not answer is told so at once, instead of finding out one after the other.
 *
 * @param enabled - false: only Nextcloud's own 429 is heeded.
 */
export function createBasicBreaker(enabled: boolean, now: Clock): BasicBreaker {
  const sources = new LRUCache<string, Source>({ max: MAX_SOURCES })

  const stateOf = (name: string): Source => {
    const known = sources.get(name)
    if (known) return known
    const created: Source = { failures: [], inFlight: 0, waiting: [], pausedUntil: 0, oldNewsUntil: 0 }
    sources.set(name, created)
    return created
  }

  return {
    async enter(name, proven) {
      const max = limit(enabled, proven)
      for (;;) {
        const state = stateOf(name)
        const waitSeconds = closedFor(state, max, now())
        if (waitSeconds > 0) return { allowed: false, because: 'limit', waitSeconds }
        if (state.failures.length + state.inFlight < max) {
          state.inFlight += 1
          return { allowed: true }
        }
        if (state.waiting.length >= MAX_WAITING) return { ...tooBusy, because: 'limit' }
        const outcome = await new Promise<'answered' | 'unanswered'>(resolve => state.waiting.push(resolve))
        if (outcome === 'unanswered') return { ...tooBusy, because: 'down' }
      }
    },
    leave(name, outcome) {
      const state = stateOf(name)
      state.inFlight = Math.max(0, state.inFlight - 1)
      for (const wake of state.waiting.splice(0)) wake(outcome)
    },
    failed(name, key) {
      const state = stateOf(name)
      if (enabled) state.failures = [...state.failures, { at: now(), key }].slice(-MAX_REMEMBERED)
    },
    forgive(name, key) {
      const state = stateOf(name)
      state.failures = state.failures.filter(failure => failure.key !== key)
    },
    isNews(name) {
      const state = stateOf(name)
      if (state.oldNewsUntil > now()) return false
      state.oldNewsUntil = now() + NEWS_MS
      return true
    },
    pause(name, seconds) {
      stateOf(name).pausedUntil = now() + seconds * 1000
    },
    open: () => [...sources.values()].filter(state => closedFor(state, limit(enabled, false), now()) > 0).length,
  }
}

function limit(enabled: boolean, proven: boolean): number {
  if (!enabled) return Infinity
  return proven ? MAX_PROVEN : MAX_UNKNOWN
}

function closedFor(state: Source, max: number, now: number): number {
  state.failures = state.failures.filter(failure => failure.at > now - WINDOW_MS)
  const blocking = state.failures.at(-max)
  const opensAt = Math.max(state.pausedUntil, blocking ? blocking.at + WINDOW_MS : 0)
  return Math.max(0, Math.ceil((opensAt - now) / 1000))
}
