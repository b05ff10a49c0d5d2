import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { GaugeSource, Metrics } from '../lib/metrics.js'
import { label } from '../lib/label.js'

/** Seconds. A call is one request to Nextcloud, which takes 20 ms at best and 30 s at worst. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * Metrics of one server in a registry of its own; two servers in one process do not mix.
 *
 * @see https://prometheus.io/docs/practices/naming/
 */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    ...httpMetrics(registry),
    ...authMetrics(registry),
    ...upstreamMetrics(registry),
    gauge: source => addGauge(registry, source),
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

function httpMetrics(registry: Registry): Pick<Metrics, 'requestStarted' | 'requestEnded'> {
  const registers = [registry]
  const running = new Gauge({
    name: 'mcp_http_requests_in_progress',
    help: 'HTTP requests being answered.',
    registers,
  })
  const total = new Counter({
    name: 'mcp_http_requests_total',
    help: 'HTTP requests answered, by pattern of the route.',
    labelNames: ['method', 'endpoint', 'status_code'],
    registers,
  })
  const duration = new Histogram({
    name: 'mcp_http_request_duration_seconds',
    help: 'Time from the request line to the last byte of the answer.',
    labelNames: ['method', 'endpoint'],
    buckets: BUCKETS,
    registers,
  })
  return {
    requestStarted: () => running.inc(),
    requestEnded({ method, route, status, seconds }) {
      running.dec()
      total.inc({ method: label(method), endpoint: label(route), status_code: String(status) })
      duration.observe({ method: label(method), endpoint: label(route) }, seconds)
    },
  }
}

type AuthMetrics = Pick<
  Metrics,
  'tokenJudged' | 'tokenCacheAsked' | 'basicJudged' | 'grantRefreshed' | 'decryptionFailed'
>

function authMetrics(registry: Registry): AuthMetrics {
  const registers = [registry]
  const tokens = new Counter({
    name: 'mcp_oauth_token_validations_total',
    help: 'Bearer tokens judged: where, of which kind, and with which result.',
    labelNames: ['surface', 'method', 'result'],
    registers,
  })
  const cache = new Counter({
    name: 'mcp_oauth_token_cache_hits_total',
    help: 'Whether a bearer token was known already.',
    labelNames: ['hit'],
    registers,
  })
  const basic = new Counter({
    name: 'mcp_basic_validations_total',
    help: 'HTTP Basic credentials judged, by result.',
    labelNames: ['result'],
    registers,
  })
  const refreshes = new Counter({
    name: 'mcp_grant_refreshes_total',
    help: 'Attempts to refresh access from a stored grant, by result.',
    labelNames: ['result'],
    registers,
  })
  const unreadable = new Counter({
    name: 'mcp_decryption_failures_total',
    help: 'Stored secrets that could not be opened when they were needed.',
    labelNames: ['purpose'],
    registers,
  })
  return {
    tokenJudged: (surface, method, result) =>
      tokens.inc({ surface: label(surface), method: label(method), result: label(result) }),
    tokenCacheAsked: hit => cache.inc({ hit: String(hit) }),
    basicJudged: result => basic.inc({ result: label(result) }),
    grantRefreshed: result => refreshes.inc({ result: label(result) }),
    decryptionFailed: purpose => unreadable.inc({ purpose: label(purpose) }),
  }
}

function upstreamMetrics(registry: Registry): Pick<Metrics, 'upstreamAnswered'> {
  const requests = new Counter({
    name: 'mcp_nextcloud_api_requests_total',
    help: 'Requests to Nextcloud and its identity provider, by app; a status, or why there was no answer.',
    labelNames: ['app', 'method', 'status_code'],
    registers: [registry],
  })
  return {
    upstreamAnswered: (app, method, result) =>
      requests.inc({ app: label(app), method: label(method), status_code: String(result) }),
  }
}

function addGauge(registry: Registry, { name, help, labels = [], read }: GaugeSource): void {
  new Gauge({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    async collect() {
      const readings = await Promise.resolve()
        .then(read)
        .catch(() => [])
      this.reset()
      if (labels.length === 0 && readings.length === 0) return this.remove()
      for (const reading of readings) this.set({ ...reading.labels }, reading.value)
    },
  })
}
