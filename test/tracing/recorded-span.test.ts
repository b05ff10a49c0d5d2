import { AsyncLocalStorage } from 'node:async_hooks'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import t from 'tap'
import { type Place, RecordedSpan } from '../../src/tracing/recorded-span.js'

function begin() {
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })
  const places = new AsyncLocalStorage<Place>()
  const span = new RecordedSpan(provider.getTracer('test').startSpan('work'), places)
  return { span, places, finished: () => exporter.getFinishedSpans() }
}

t.test('what runs in a span knows where it is, also later, and whether the span has ended', async t => {
  const { span, places } = begin()
  const later = span.run(async () => {
    await new Promise(resolve => setImmediate(resolve))
    return places.getStore()
  })
  t.match(places.getStore(), undefined)
  t.equal((await later)?.ended, false)
  span.end()
  t.equal((await later)?.ended, true)
})

t.test('a failure is a status and a code, and everything passes the fence', async t => {
  const { span, finished } = begin()
  span.set({ status: 200, word: 'two words' })
  span.fail('a message, perhaps')
  span.end()
  t.match(finished(), [
    { status: { code: 2 }, attributes: { status: 200, word: 'other', 'error.type': 'other' }, events: [] },
  ])
  t.equal(finished()[0]?.status.message, undefined)
})
