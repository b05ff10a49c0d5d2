import { type ExportResult, ExportResultCode } from '@opentelemetry/core'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import type { Log } from '../lib/log.js'
import type { Clock } from '../lib/ports.js'

/** Failures are told at most this often. */
const TELL_EVERY_MS = 10 * 60 * 1000

/**
 * The same exporter, but a failure is one line in the log at a time and nobody else's business: what could not be delivered is gone. The collector's own words
 * are not logged.
 */
export function quietExporter(exporter: SpanExporter, log: Log, now: Clock): SpanExporter {
  let lost = 0
  let quietUntil = -Infinity
  const tell = (spans: number, error: unknown) => {
    lost += spans
    if (now() < quietUntil) return
    quietUntil = now() + TELL_EVERY_MS
    log.warn({ reason: reasonOf(error), spans: lost }, 'traces could not be delivered and are lost')
    lost = 0
  }
  return {
    export(spans, done) {
      const finish = ({ code, error }: ExportResult) => {
        if (code !== ExportResultCode.SUCCESS) tell(spans.length, error)
        done({ code: ExportResultCode.SUCCESS })
      }
      handOver(exporter, spans, finish)
    },
    shutdown: () => exporter.shutdown(),
  }
}

function handOver(exporter: SpanExporter, spans: ReadableSpan[], finish: (result: ExportResult) => void): void {
  try {
    exporter.export(spans, finish)
  } catch {
    finish({ code: ExportResultCode.FAILED })
  }
}

/** A status or the code of a system error: `503`, `ECONNREFUSED`. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^\w{1,40}$/.test(code) && code !== 'undefined' ? code : 'unavailable'
}
