import { DeadlineExceeded, TooManyCalls } from '../errors/call-errors.js'
import { Cancelled } from '../errors/nextcloud-errors.js'
import type { AppError } from '../errors/app-error.js'
import type { Ports } from '../lib/ports.js'
import type { Caller, RequestId } from './caller.js'

export interface CallLimits {
  /** A call ends after this long, give or take `SWEEP_MS`. */
  deadlineMs: number
  /** Running calls of one credential. */
  perCaller: number
  /** Running calls of everybody. */
  total: number
}

export const DEFAULT_LIMITS: CallLimits = { deadlineMs: 60_000, perCaller: 256, total: 4096 }

/** The calls that run right now. Holds nothing of a call that ended. */
export interface InFlight {
  /**
   * Runs `task` until it ends, its deadline passes, its caller cancels or its connection closes, whichever is first; then `signal` is aborted.
   * @throws {TooManyCalls} {@link DeadlineExceeded} {@link Cancelled}, and whatever the task throws.
   */
  run<T>(caller: InFlightCaller, id: RequestId, task: (signal: AbortSignal) => Promise<T>): Promise<T>
  /**
   * `notifications/cancelled` of another request. Without sessions two clients of one credential may use the same id,
   * so it aborts only when exactly one call matches. @returns whether it did.
   */
  cancel(caller: Pick<InFlightCaller, 'principal'>, id: RequestId): boolean
  size(): number
  /** Aborts what is running and stops the clock. */
  close(): void
}

type InFlightCaller = Pick<Caller, 'onGone'> & { principal: { credentialHash: string } }

interface Flight {
  id: RequestId
  startedAt: number
  /** Does nothing once the call ended. The reason is made when it is needed: most calls end well, and errors are dear. */
  abort(reason: () => AppError): void
}

const SWEEP_MS = 1000

/** One timer for all deadlines: a timer per call would cost more than the call's own bookkeeping. */
export function createInFlight(ports: Pick<Ports, 'now' | 'every'>, limits: CallLimits = DEFAULT_LIMITS): InFlight {
  const byCredential = new Map<string, Set<Flight>>()
  let size = 0

  const take = (credential: string, flight: Flight) => {
    const flights = byCredential.get(credential) ?? new Set()
    if (size >= limits.total || flights.size >= limits.perCaller) throw new TooManyCalls()
    byCredential.set(credential, flights.add(flight))
    size += 1
  }
  const release = (credential: string, flight: Flight) => {
    const flights = byCredential.get(credential)
    if (!flights?.delete(flight)) return
    size -= 1
    if (flights.size === 0) byCredential.delete(credential)
  }
  const abortAll = (reason: () => AppError, match: (flight: Flight) => boolean) => {
    for (const flights of byCredential.values()) for (const flight of flights) if (match(flight)) flight.abort(reason)
  }
  const stop = ports.every(SWEEP_MS, () => {
    const oldest = ports.now() - limits.deadlineMs
    abortAll(late, ({ startedAt }) => startedAt <= oldest)
  })

  return {
    async run(caller, id, task) {
      const { credentialHash } = caller.principal
      const { flight, signal, aborted } = startFlight(id, ports.now())
      take(credentialHash, flight)
      caller.onGone(() => flight.abort(gone))
      try {
        return await Promise.race([task(signal), aborted])
      } finally {
        release(credentialHash, flight)
        flight.abort = done
      }
    },
    cancel({ principal }, id) {
      const matches = [...(byCredential.get(principal.credentialHash) ?? [])].filter(flight => flight.id === id)
      if (matches.length !== 1) return false
      matches[0]?.abort(cancelled)
      return true
    },
    size: () => size,
    close() {
      stop()
      abortAll(stopping, () => true)
    },
  }
}

function startFlight(id: RequestId, startedAt: number) {
  const controller = new AbortController()
  const flight: Flight = { id, startedAt, abort: done }
  const aborted = new Promise<never>((_resolve, reject) => {
    flight.abort = give => {
      const reason = give()
      flight.abort = done
      reject(reason)
      controller.abort(reason)
    }
  })
  return { flight, signal: controller.signal, aborted }
}

const done = () => {}
const gone = () => new Cancelled('The caller went away.')
const cancelled = () => new Cancelled('The caller cancelled this call.')
const stopping = () => new Cancelled('The server is shutting down.')
const late = () => new DeadlineExceeded('The call took too long and was given up.')
