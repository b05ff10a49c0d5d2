import { Writable } from 'node:stream'
import { fastify, type FastifyBaseLogger } from 'fastify'
import t from 'tap'
import type { Config } from '../../src/config/config.js'
import { createLogger } from '../../src/http/create-logger.js'
import { LazyChildLogger } from '../../src/http/lazy-child-logger.js'

function parent(level: Config['log']['level']) {
  const lines: string[] = []
  const destination = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) })
  const log: FastifyBaseLogger = createLogger({ level, format: 'json' }, destination)
  return { log, entries: () => lines.map(line => JSON.parse(line)) }
}

t.test('every level logs with the bindings of the request, or not at all, as the parent would', async t => {
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const) {
    const { log, entries } = parent(level)
    const direct = log.child({ reqId: 'r-1' })
    const lazy = new LazyChildLogger(log, { reqId: 'r-1' })
    t.equal(lazy.level, level)
    for (const name of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) {
      direct[name]({ name }, 'x')
      lazy[name]({ name }, 'x')
    }
    const names = entries().map(({ name, reqId }) => `${name} ${reqId}`)
    t.strictSame(
      names.filter((_, index) => index % 2 === 0),
      names.filter((_, index) => index % 2 === 1),
      level,
    )
  }
})

t.test('Fastify takes it for the logger of a request, and its ids are in the lines', async t => {
  const { log, entries } = parent('info')
  const app = fastify({
    loggerInstance: log,
    genReqId: () => 'r-7',
    childLoggerFactory: (logger, bindings) => new LazyChildLogger(logger, bindings),
  })
  t.teardown(() => app.close())
  app.get('/', async request => {
    request.log.child({ part: 'p' }).info({}, 'inside')
    request.log.silent('never')
    return {}
  })
  await app.inject('/')
  t.match(
    entries().find(entry => entry.msg === 'inside'),
    { reqId: 'r-7', part: 'p' },
  )
})
