import { fastify } from 'fastify'
import t from 'tap'
import { messages } from '../../../../plugins/mcp/routes/messages.js'
import { createEndpoint, type Endpoint } from '../../../../src/mcp/endpoint.js'
import { createSdkAdapter } from '../../../../src/mcp/sdk-adapter.js'
import { serverIdentity } from '../../../../src/mcp/server-identity.js'
import { MCP_HEADERS, testCaller, testCore } from '../../../mcp/fixture.js'

type Tap = { teardown(task: () => unknown): void }

async function serve(t: Tap, endpoint?: Endpoint) {
  const { dispatcher, inFlight } = testCore()
  const whole = createEndpoint(dispatcher, [], createSdkAdapter(dispatcher, serverIdentity('1.2.3')))
  const app = fastify({ forceCloseConnections: true })
  await app.register(messages, { endpoint: endpoint ?? whole, callerOf: () => testCaller() })
  t.teardown(async () => {
    inFlight.close()
    await app.close()
  })
  return app
}

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const post = (payload: string, headers: Record<string, string> = MCP_HEADERS) =>
  ({ method: 'POST', url: '/mcp', payload, headers }) as const

t.test('a message is answered in JSON', async t => {
  const app = await serve(t)
  const response = await app.inject(post(JSON.stringify(list)))
  t.equal(response.statusCode, 200)
  t.match(response.json(), {
    jsonrpc: '2.0',
    id: 1,
    result: { tools: [{ name: 'nc_test_echo' }, { name: 'nc_test_fail' }] },
  })
})

t.test('both lanes send the same header names and values over a real connection', async t => {
  const app = await serve(t)
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const ask = async (message: object, type: string) => {
    const headers = { ...MCP_HEADERS, 'content-type': type }
    const response = await fetch(`${base}/mcp`, { method: 'POST', headers, body: JSON.stringify(message) })
    const { date: _date, ...rest } = Object.fromEntries(response.headers)
    return { status: response.status, headers: rest, body: await response.text() }
  }
  t.strictSame(await ask(list, 'application/json'), await ask(list, 'application/json;odd=1'))
})

t.test('there is no stream to get and no session to delete', async t => {
  const app = await serve(t)
  for (const method of ['GET', 'DELETE'] as const) {
    const response = await app.inject({ method, url: '/mcp', headers: { accept: 'text/event-stream' } })
    t.match(response, { statusCode: 405, headers: { allow: 'POST' } }, method)
    t.match(response.json(), { error: { code: -32000 }, id: null })
  }
})

t.test('DELETE with an empty body that claims to be JSON is 405 as well', async t => {
  const app = await serve(t)
  const headers = { 'content-type': 'application/json', 'mcp-session-id': 'abc' }
  t.equal((await app.inject({ method: 'DELETE', url: '/mcp', headers })).statusCode, 405)
})

t.test('a session id that a client invents is neither taken nor returned', async t => {
  const app = await serve(t)
  const response = await app.inject(post(JSON.stringify(list), { ...MCP_HEADERS, 'mcp-session-id': 'abc' }))
  t.equal(response.statusCode, 200)
  t.notOk(response.headers['mcp-session-id'])
})

t.test('a body that is not JSON is a parse error of JSON-RPC', async t => {
  const app = await serve(t)
  for (const payload of ['{"jsonrpc":', '', '\u0000']) {
    const response = await app.inject(post(payload))
    t.equal(response.statusCode, 400)
    t.match(response.json(), { jsonrpc: '2.0', error: { code: -32700 }, id: null })
  }
})

t.test('a form is refused by its type', async t => {
  const app = await serve(t)
  const response = await app.inject(
    post('a=b', { ...MCP_HEADERS, 'content-type': 'application/x-www-form-urlencoded' }),
  )
  t.equal(response.statusCode, 415)
})

t.test('a body above 4 MiB is refused, one just below is read', async t => {
  const app = await serve(t)
  const padded = (size: number) => JSON.stringify(list).padEnd(size)
  t.equal((await app.inject(post(padded(4 * 1024 * 1024)))).statusCode, 200)
  t.equal((await app.inject(post(padded(4 * 1024 * 1024 + 1)))).statusCode, 413)
})

t.test('credentials do not reach the protocol (BA-11)', async t => {
  const seen: object[] = []
  const app = await serve(t, async headers => {
    seen.push(headers)
    return { status: 202, contentType: undefined, body: null }
  })
  const response = await app.inject(
    post('{}', { ...MCP_HEADERS, authorization: 'Basic YWxpY2U6c2VjcmV0', cookie: 'a=b' }),
  )
  t.match(response, { statusCode: 202, body: '' })
  t.strictSame(seen, [{ ...MCP_HEADERS }])
})
