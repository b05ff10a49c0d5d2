import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, ROOT_CONTEXT, type SpanContext, SpanKind, trace, TraceFlags } from '@opentelemetry/api'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import type { TracingConfig } from '../config/config.js'
import { label } from '../lib/label.js'
import type { Ports } from '../lib/ports.js'
import type { TraceParent } from '../lib/traceparent.js'
import type { SpanFacts, Tracing } from '../lib/tracing.js'
import { version } from '../lib/version.js'
import { fenced } from './fenced.js'
import { type Place, RecordedSpan } from './recorded-span.js'
import { samplerOf } from './sampler-of.js'

/** Spans that wait for delivery; more are dropped. Some 2 KiB each. */
const QUEUE = { maxQueueSize: 2048, maxExportBatchSize: 512, scheduledDelayMillis: 5_000, exportTimeoutMillis: 6_000 }
const CLOSE_MS = 3_000
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const

export interface TracingParts {
  config: Pick<TracingConfig, 'serviceName' | 'sampler' | 'ratio'>
  exporter: SpanExporter
  ports: Pick<Ports, 'sleep'>
}

/** Traces of one server by OpenTelemetry, with nothing global: two servers in one process do not mix. */
export function createTracing({ config, exporter, ports }: TracingParts): Tracing {
  const provider = new TracerProvider({
    sampler: samplerOf(config),
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': config.serviceName, 'service.version': version }),
    ),
    spanProcessors: [new BatchSpanProcessor({ exporter, ...QUEUE })],
  })
  const tracer = provider.getTracer('nextcloud-mcp-server', version)
  const places = new AsyncLocalStorage<Place>()
  return {
    start(facts) {
      const { context, links } = originOf(facts, places.getStore())
      const attributes = fenced(facts.attributes ?? {})
      const name = facts.name.split(' ').map(label).join(' ')
      return new RecordedSpan(tracer.startSpan(name, { kind: KINDS[facts.kind], attributes, links }, context), places)
    },
    continuing: (parent, work) => {
      const around = places.getStore()?.context
      return places.run({ context: remote(parent), ended: false, ...(around && { around }) }, work)
    },
    close: () => closeInTime(provider, ports),
  }
}

/**
 * What a new span belongs to. Work that outlives its request begins a trace of its own and points back, so that a timer which a request happened to start does
 * not make that request's trace grow for ever.
 */
function originOf(
  { parent }: SpanFacts,
  place: Place | undefined,
): { context: Context; links: { context: SpanContext }[] } {
  if (parent) return { context: within(remote(parent)), links: [] }
  if (!place) return { context: ROOT_CONTEXT, links: [] }
  if (place.ended) return { context: ROOT_CONTEXT, links: [{ context: place.context }] }
  return { context: within(place.context), links: place.around ? [{ context: place.around }] : [] }
}

const within = (parent: SpanContext) => trace.setSpanContext(ROOT_CONTEXT, parent)

function remote({ traceId, spanId, sampled }: TraceParent): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true }
}

async function closeInTime(provider: TracerProvider, ports: Pick<Ports, 'sleep'>): Promise<void> {
  const enough = new AbortController()
  const patience = ports.sleep(CLOSE_MS, enough.signal).catch(() => {})
  await Promise.race([provider.shutdown().catch(() => {}), patience])
  enough.abort()
}
