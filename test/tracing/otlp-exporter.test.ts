import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import t from 'tap'
import { Secret } from '../../src/lib/secret.js'
import { otlpExporter } from '../../src/tracing/otlp-exporter.js'
import { startCollector } from '../helpers/start-collector.js'

t.test('spans are posted as JSON to the address of the settings, with the headers that let us in', async t => {
  const { url, requests, spans } = await startCollector(t)
  const exporter = otlpExporter({ endpoint: `${url}/own/path`, headers: { 'x-key': new Secret('api key') } })
  const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] })
  provider.getTracer('test').startSpan('work').end()
  await provider.shutdown()
  t.match(requests, [{ path: '/own/path', headers: { 'x-key': 'api key', 'content-type': 'application/json' } }])
  t.match(spans(), [{ name: 'work', kind: 1 }])
})
