import type { SpanFacts, Tracing } from '../../src/lib/tracing.js'

export interface RecordedTracing {
  tracing: Tracing
  /** In order: what happened, and what was said. */
  events: unknown[][]
}

/** Tracing that keeps what it is told. */
export function recordTracing(): RecordedTracing {
  const events: unknown[][] = []
  const start = (facts: SpanFacts) => {
    events.push(['start', facts])
    return {
      set: (attributes: object) => void events.push(['set', attributes]),
      fail: (code: string) => void events.push(['fail', code]),
      run<T>(work: () => T): T {
        events.push(['run'])
        return work()
      },
      end: () => void events.push(['end']),
    }
  }
  const tracing: Tracing = {
    start,
    continuing(parent, work) {
      events.push(['continuing', parent])
      return work()
    },
    close: async () => void events.push(['close']),
  }
  return { tracing, events }
}
