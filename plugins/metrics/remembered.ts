import type { Clock } from '../../src/lib/ports.js'
import type { GaugeSource } from '../../src/lib/metrics.js'

const FRESH_MS = 15_000

/** The same look-up, at most once in 15 seconds however often it is asked. A failure is not remembered. */
export function remembered(read: GaugeSource['read'], now: Clock): GaugeSource['read'] {
  let known: { at: number; readings: Awaited<ReturnType<GaugeSource['read']>> } | undefined
  return async () => {
    if (known && now() - known.at < FRESH_MS) return known.readings
    known = { at: now(), readings: await read() }
    return known.readings
  }
}
