import type { TracingConfig } from './config.js'
import type { Env } from './env.js'

/** Where traces go; undefined: nowhere, so nothing is traced. */
export function assembleTracing(env: Env): TracingConfig | undefined {
  const endpoint = endpointOf(env)
  if (endpoint === undefined || env.OTEL_SDK_DISABLED || env.OTEL_TRACES_EXPORTER === 'none') return undefined
  return {
    endpoint,
    headers: env.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    serviceName: env.OTEL_SERVICE_NAME,
    sampler: env.OTEL_TRACES_SAMPLER,
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
  }
}

function endpointOf({ OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own }: Env) {
  return own ?? (base === undefined ? undefined : `${base}/v1/traces`)
}
