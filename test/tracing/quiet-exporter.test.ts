import { type ExportResult, ExportResultCode } from '@opentelemetry/core'
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import t from 'tap'
import { quietExporter } from '../../src/tracing/quiet-exporter.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { recordLog } from '../helpers/record-log.js'

function exporterThat(result: () => ExportResult) {
  const log = recordLog()
  const ports = manualPorts()
  let closed = 0
  const inner: SpanExporter = {
    export: (_spans, done) => done(result()),
    shutdown: async () => void (closed += 1),
  }
  const exporter = quietExporter(inner, log, ports.now)
  const send = () => new Promise<ExportResult>(resolve => exporter.export([], resolve))
  return { send, lines: log.lines, ports, exporter, closed: () => closed }
}
const refused = (code?: string | number) => ({
  code: ExportResultCode.FAILED,
  error: Object.assign(new Error('canary http://collector?key=canary'), code === undefined ? {} : { code }),
})

t.test('what is delivered is not worth a word', async t => {
  const { send, lines, exporter, closed } = exporterThat(() => ({ code: ExportResultCode.SUCCESS }))
  t.strictSame(await send(), { code: ExportResultCode.SUCCESS })
  t.strictSame(lines, [])
  await exporter.shutdown()
  t.equal(closed(), 1)
})

t.test('a collector that cannot be reached is one line in ten minutes, and nobody’s error', async t => {
  const { send, lines, ports } = exporterThat(() => refused('ECONNREFUSED'))
  for (let turn = 0; turn < 5; turn += 1) t.strictSame(await send(), { code: ExportResultCode.SUCCESS })
  t.equal(lines.length, 1)
  t.match(lines[0], '"reason":"ECONNREFUSED"')
  ports.advance(10 * 60_000)
  await send()
  t.equal(lines.length, 2)
})

t.test('the reason is a code of ours or of the system; the collector’s words stay out', async t => {
  for (const [code, reason] of [
    [503, '503'],
    [undefined, 'unavailable'],
    ['two words', 'unavailable'],
  ] as const) {
    const { send, lines } = exporterThat(() => refused(code))
    await send()
    t.match(lines[0], `"reason":"${reason}"`)
    t.notMatch(lines.join(), /canary/)
  }
})

t.test('an exporter that throws is no different', async t => {
  const { send, lines } = exporterThat(() => {
    throw new TypeError('canary')
  })
  t.strictSame(await send(), { code: ExportResultCode.SUCCESS })
  t.equal(lines.length, 1)
})
