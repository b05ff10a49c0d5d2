import type { TracingConfig } from '../config/config.js'
import type { Log } from '../lib/log.js'
import type { Ports } from '../lib/ports.js'
import type { Tracing } from '../lib/tracing.js'

/**
 * Traces, where the settings ask for them: sent to a collector as OTLP (JSON by HTTP).
 *
 * @returns undefined where they do not; then its SDK is not even loaded.
 */
export async function openTracing(
  config: TracingConfig | undefined,
  { ports, log }: { ports: Pick<Ports, 'now' | 'sleep'>; log: Log },
): Promise<Tracing | undefined> {
  if (config === undefined) return undefined
  const [{ createTracing }, { otlpExporter }, { quietExporter }] = await Promise.all([
    import('./create-tracing.js'),
    import('./otlp-exporter.js'),
    import('./quiet-exporter.js'),
  ])
  return createTracing({ config, exporter: quietExporter(otlpExporter(config), log, ports.now), ports })
}
