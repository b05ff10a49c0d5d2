import t from 'tap'
import { silentLog } from '../../src/lib/log.js'
import { systemPorts } from '../../src/lib/ports.js'
import { openTracing } from '../../src/tracing/open-tracing.js'
import { recordLog } from '../helpers/record-log.js'
import { freePort } from '../helpers/free-port.js'
import { startCollector } from '../helpers/start-collector.js'

const config = (endpoint: string) => ({
  endpoint,
  headers: {},
  serviceName: 'x',
  sampler: 'always_on' as const,
  ratio: 1,
})

t.test('where nobody asks for traces there is no tracing', async t => {
  t.equal(await openTracing(undefined, { ports: systemPorts, log: silentLog }), undefined)
})

t.test('what is asked for is loaded, recorded, and delivered on closing', async t => {
  const { url, spans } = await startCollector(t)
  const tracing = await openTracing(config(url), { ports: systemPorts, log: silentLog })
  tracing?.start({ name: 'work', kind: 'internal' }).end()
  await tracing?.close()
  t.match(spans(), [{ name: 'work' }])
})

t.test('a collector that refuses is one line, without its words', async t => {
  const { url } = await startCollector(t, 400)
  const log = recordLog()
  const tracing = await openTracing(config(url), { ports: systemPorts, log })
  tracing?.start({ name: 'work', kind: 'internal' }).end()
  await tracing?.close()
  t.equal(log.lines.length, 1)
  t.match(log.lines[0], '"reason":"400"')
  t.notMatch(log.lines.join(), /upstream words/)
})

t.test('nobody there: closing takes its few seconds and ends well', async t => {
  const tracing = await openTracing(config(`http://127.0.0.1:${await freePort()}`), {
    ports: { ...systemPorts, sleep: async () => {} },
    log: silentLog,
  })
  tracing?.start({ name: 'work', kind: 'internal' }).end()
  await t.resolves(tracing!.close())
})
