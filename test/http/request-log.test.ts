import { Writable } from 'node:stream'
import { fastify, LogController, type FastifyBaseLogger } from 'fastify'
import t from 'tap'
import { createLogger } from '../../src/http/create-logger.js'
import { logRequest } from '../../src/http/request-log.js'

t.test('LOG-2: a request is one line with the pattern of its route, without ids or query', async t => {
  const lines: string[] = []
  const destination = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) })
  const loggerInstance: FastifyBaseLogger = createLogger({ level: 'info', format: 'json' }, destination)
  const app = fastify({ loggerInstance, logController: new LogController({ disableRequestLogging: true }) })
  t.teardown(() => app.close())
  app.addHook('onResponse', logRequest)
  app.get('/oauth/:step', async () => ({}))
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  await app.inject({ url: '/oauth/callback-of-alice?code=c-1&state=s-1', headers: { traceparent } })
  const [line] = lines.map(text => JSON.parse(text)).filter(entry => entry.msg === 'request')
  t.match(line, {
    method: 'GET',
    route: '/oauth/:step',
    status: 200,
    ms: Number,
    trace: '4bf92f3577b34da6a3ce929d0e0e4736',
  })
  t.notMatch(lines.join(''), /c-1|s-1|callback-of-alice/)
})
