import type { Config } from '../config/config.js'
import type { Metrics } from '../lib/metrics.js'
import type { Ports } from '../lib/ports.js'
import type { Tracing } from '../lib/tracing.js'
import type { HttpClient } from '../nextcloud/http-client.js'

declare module 'fastify' {
  interface FastifyInstance {
    /** Set by `buildApp` before any plugin. */
    config: Config
    ports: Ports
    /** Counts nothing when `METRICS_ENABLED` is false. */
    metrics: Metrics
    /** undefined where nobody asked for traces. */
    tracing: Tracing | undefined
    /** The one client for requests to Nextcloud and the identity provider. */
    http: HttpClient
  }
}
