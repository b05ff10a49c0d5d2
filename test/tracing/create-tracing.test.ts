import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import t from 'tap'
import type { Tracing } from '../../src/lib/tracing.js'
import { createTracing } from '../../src/tracing/create-tracing.js'
import { manualPorts } from '../helpers/manual-ports.js'

const REMOTE = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', sampled: true }
const config = { serviceName: 'test service', sampler: 'parentbased_always_on', ratio: 1 } as const

/** Runs `work` and gives the spans by name. */
async function traced(
  work: (tracing: Tracing) => unknown,
  sampler: 'always_off' | 'parentbased_always_on' = config.sampler,
) {
  const spans: ReadableSpan[] = []
  const exporter: SpanExporter = {
    export(batch, done) {
      spans.push(...batch)
      done({ code: 0 })
    },
    shutdown: async () => {},
  }
  const tracing = createTracing({ config: { ...config, sampler }, exporter, ports: manualPorts() })
  await work(tracing)
  await tracing.close()
  return Object.fromEntries(spans.map(span => [span.name, span]))
}
const named = (name: string) => ({ name, kind: 'internal' }) as const
const idOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId

t.test('a span that starts while another runs is its child, however late', async t => {
  const { outer, inner } = await traced(async tracing => {
    const span = tracing.start(named('outer'))
    await span.run(async () => {
      await new Promise(resolve => setImmediate(resolve))
      tracing.start(named('inner')).end()
    })
    span.end()
  })
  t.equal(inner?.parentSpanContext?.spanId, idOf(outer))
  t.equal(outer?.parentSpanContext, undefined)
  t.equal(outer?.resource.attributes['service.name'], 'test service')
})

t.test('work that outlives its span begins a trace of its own and points back', async t => {
  const { outer, late } = await traced(async tracing => {
    const span = tracing.start(named('outer'))
    const timer = span.run(
      () => new Promise<void>(resolve => setImmediate(() => (tracing.start(named('late')).end(), resolve()))),
    )
    span.end()
    await timer
  })
  t.equal(late?.parentSpanContext, undefined)
  t.not(late?.spanContext().traceId, outer?.spanContext().traceId)
  t.equal(late?.links[0]?.context.spanId, idOf(outer))
})

t.test('a remote parent is continued; two spans beside each other do not mix', async t => {
  const { a, b } = await traced(tracing => {
    const first = tracing.start({ ...named('a'), parent: REMOTE })
    tracing.start(named('b')).end()
    first.end()
  })
  t.match(a?.parentSpanContext, { spanId: REMOTE.spanId, isRemote: true })
  t.equal(a?.spanContext().traceId, REMOTE.traceId)
  t.equal(b?.parentSpanContext, undefined)
})

t.test('work that continues another trace is its child and points to what runs around it', async t => {
  const { around, call, part } = await traced(tracing => {
    const span = tracing.start(named('around'))
    span.run(() =>
      tracing.continuing(REMOTE, () => {
        const inner = tracing.start(named('call'))
        inner.run(() => tracing.start(named('part')).end())
        inner.end()
      }),
    )
    span.end()
  })
  t.equal(call?.spanContext().traceId, REMOTE.traceId)
  t.equal(call?.links[0]?.context.spanId, idOf(around))
  t.equal(part?.parentSpanContext?.spanId, idOf(call))
  t.strictSame(part?.links, [])
})

t.test('a parent that is not recorded is not recorded here, nor is anything with always_off', async t => {
  t.strictSame(
    await traced(tracing => tracing.start({ ...named('a'), parent: { ...REMOTE, sampled: false } }).end()),
    {},
  )
  t.strictSame(await traced(tracing => tracing.start(named('a')).end(), 'always_off'), {})
})

t.test('names and attributes pass the fence', async t => {
  const spans = await traced(tracing => tracing.start({ ...named('GET /a?b=c'), attributes: { x: 'a b' } }).end())
  t.match(spans, { 'GET other': { attributes: { x: 'other' } } })
})

/** Answers when it is told to. */
function slowExporter() {
  const waiting: (() => void)[] = []
  let spans = 0
  const exporter: SpanExporter = {
    export(batch, done) {
      spans += batch.length
      waiting.push(() => done({ code: 0 }))
    },
    shutdown: async () => {},
  }
  const ports = manualPorts()
  const tracing = createTracing({ config, exporter, ports })
  return { tracing, ports, spans: () => spans, answer: () => waiting.forEach(done => done()) }
}

t.test('an exporter that does not answer keeps the end waiting for three seconds, not longer', async t => {
  const { tracing, ports, answer } = slowExporter()
  tracing.start(named('a')).end()
  let isClosed = false
  const closed = tracing.close().then(() => (isClosed = true))
  ports.advance(2_999)
  await new Promise(resolve => setImmediate(resolve))
  t.equal(isClosed, false)
  ports.advance(1)
  await closed
  answer()
})

t.test('more spans than the queue holds are dropped: memory is bounded', async t => {
  const { tracing, ports, spans, answer } = slowExporter()
  for (let count = 0; count < 10_000; count += 1) tracing.start(named('a')).end()
  const closed = tracing.close()
  ports.advance(3_000)
  await closed
  t.equal(spans(), 512 + 2048, 'one batch on its way and a full queue')
  answer()
})
