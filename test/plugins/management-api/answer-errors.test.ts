import t from 'tap'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('a known caller who is refused is on the audit trail; a stranger cannot fill it', async t => {
  const server = await startHybridServer(t)
  await server.app.inject({ url: '/api/v1/webhooks', headers: { authorization: 'Bearer stolen-token' } })
  await server.app.inject({ url: '/api/v1/users/alice/session', headers: await server.bearer('bob') })
  await new Promise(resolve => setImmediate(resolve))
  const entries = await server.app.storage!.audit.list({ limit: 10 })
  const denied = entries.filter(entry => entry.event === 'mgmt.denied')
  t.equal(denied.length, 1)
  t.match(denied[0], { userId: 'bob', ip: '127.0.0.1', outcome: 'denied' })
  t.notMatch(JSON.stringify(entries), /stolen-token/)
})

t.test('an answer that says "later" says when', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  const headers = await server.bearer('admin')
  server.sandbox.failNext({ path: /webhook_listeners/, status: 503, headers: { 'retry-after': '17' }, count: 10 })
  const response = await server.app.inject({ url: '/api/v1/webhooks', headers })
  t.equal(response.statusCode, 502)
  t.ok(Number(response.headers['retry-after']) >= 1)
})
