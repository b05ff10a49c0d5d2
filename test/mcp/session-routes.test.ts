import t from 'tap'
import { METHOD_NOT_ALLOWED, routeSession } from '../../src/mcp/session-routes.js'
import { MCP_HEADERS, testCaller } from './fixture.js'
import { hello, message, openSession, sessionAdapter } from './session-fixture.js'

const named = (id: string, method?: 'GET' | 'DELETE') => ({
  ...message('tools/list'),
  headers: { ...MCP_HEADERS, 'mcp-session-id': id },
  ...(method && { method }),
})

t.test('initialize opens, everything else without an id needs no session', async t => {
  const { adapter } = sessionAdapter(t)
  t.match(routeSession(adapter, hello(), testCaller()), { kind: 'taken' })
  t.equal(routeSession(adapter, message('tools/list'), testCaller()), undefined)
  t.equal(routeSession(adapter, { headers: {}, text: '', message: undefined }, testCaller()), undefined)
})

t.test('an id leads to the session, for its owner; for everybody else it is not there (GAP-26)', async t => {
  const setUp = sessionAdapter(t)
  const { id } = await openSession(setUp)
  const alice = testCaller()
  const bob = { ...alice, principal: { ...alice.principal, userId: 'bob' } }
  t.match(routeSession(setUp.adapter, named(id), alice), { kind: 'taken' })
  const foreign = routeSession(setUp.adapter, named(id), bob)
  t.match(foreign, { kind: 'refused', reply: { status: 404 } })
  t.strictSame(foreign, routeSession(setUp.adapter, named('never was'), bob), 'in the same words')
})

t.test('GET and DELETE without an id are bad requests', async t => {
  const { adapter } = sessionAdapter(t)
  for (const method of ['GET', 'DELETE'] as const) {
    const route = routeSession(adapter, { method, headers: {}, text: '', message: undefined }, testCaller())
    t.match(route, { kind: 'refused', reply: { status: 400 } }, method)
  }
})

t.test('where there are no sessions these methods are not allowed', async t => {
  t.match(JSON.parse(String(METHOD_NOT_ALLOWED.body)), { jsonrpc: '2.0', error: { code: -32000 }, id: null })
  t.equal(METHOD_NOT_ALLOWED.status, 405)
})
