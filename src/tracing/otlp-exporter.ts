import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import type { TracingConfig } from '../config/config.js'

/** One delivery, with its repetitions. */
const TIMEOUT_MS = 5_000

/**
 * Delivers to the collector, with the headers that let us in.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export function otlpExporter({ endpoint, headers }: Pick<TracingConfig, 'endpoint' | 'headers'>): SpanExporter {
  const revealed = Object.entries(headers).map(([name, value]) => [name, value.reveal()] as const)
  return new OTLPTraceExporter({ url: endpoint, headers: Object.fromEntries(revealed), timeoutMillis: TIMEOUT_MS })
}
