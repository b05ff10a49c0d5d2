import t, { type Test } from 'tap'
import { CURRENT_REVISION } from '../../src/mcp/current-revision.js'
import { freePort } from '../helpers/free-port.js'
import { startHybridServer, type HybridServer } from '../helpers/hybrid-server.js'
import { startCollector, type CollectedSpan } from '../helpers/start-collector.js'

/** Her uid, login name and address are three different words. */
const CAROL = 'u-1f3a'
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const OTHER_TRACE = '0af7651916cd43dd8448eb211c80319c'
const SPAN = '00f067aa0ba902b7'
const [INTERNAL, SERVER, CLIENT] = [1, 2, 3]

async function startTraced(t: Test, env: Record<string, string> = {}) {
  const collector = await startCollector(t)
  const server = await startHybridServer(t, { env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...env } })
  return { ...server, collector }
}

async function call({ url, basic }: HybridServer, name: string, args: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      ...basic(CAROL),
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
  })
  return JSON.parse(await response.text())
}

/** Children of a span by name. */
const under = (spans: CollectedSpan[], parent: CollectedSpan | undefined) =>
  spans.filter(span => span.parentSpanId === parent?.spanId).map(span => span.name)

t.test('one call of a tool is one tree: the request, what proved the person, the tool, what it asked', async t => {
  const server = await startTraced(t, { OTEL_SERVICE_NAME: 'my mcp' })
  // A body of many packets: what arrives later does so outside the request.
  const args = { title: 'canary title', content: 'x'.repeat(500_000), category: '' }
  await call(server, 'nc_notes_create_note', args, { traceparent: `00-${TRACE}-${SPAN}-01` })
  await server.app.close()
  const spans = server.collector.spans().filter(span => span.traceId === TRACE)
  const request = spans.find(({ kind }) => kind === SERVER)
  const tool = spans.find(({ kind }) => kind === INTERNAL)
  t.match(request, {
    name: 'POST /mcp',
    parentSpanId: SPAN,
    attributes: { 'http.route': '/mcp', 'http.response.status_code': 200, 'ncmcp.request.id': String },
    status: { code: 0 },
  })
  t.strictSame(under(spans, request), ['GET ocs', 'tools/call nc_notes_create_note'])
  t.match(tool?.attributes, { 'gen_ai.tool.name': 'nc_notes_create_note', 'mcp.method.name': 'tools/call' })
  t.strictSame(under(spans, tool), ['POST notes'])
  t.match(
    spans.find(({ name }) => name === 'POST notes'),
    {
      kind: CLIENT,
      attributes: { 'ncmcp.nextcloud.app': 'notes', 'http.response.status_code': 200 },
    },
  )
  t.equal(spans.length, 4)
  t.match(server.collector.resource(), { 'service.name': 'my mcp' })
})

t.test('what fails is marked by its code', async t => {
  const server = await startTraced(t)
  await call(server, 'nc_notes_get_note', { note_id: 987_654 })
  await server.app.close()
  const spans = server.collector.spans()
  const tool = spans.find(({ kind }) => kind === INTERNAL)
  t.match(tool, { attributes: { 'error.type': 'NCMCP_NOT_FOUND' }, status: { code: 2 } })
  t.match(
    spans.find(({ parentSpanId }) => parentSpanId === tool?.spanId),
    { name: 'GET notes', attributes: { 'error.type': '404' }, status: { code: 2 } },
  )
  t.notOk(spans.some(({ status }) => status.message !== undefined))
})

t.test('SEP-414: a call of 2026-07-28 that names its trace in _meta continues that one', async t => {
  const server = await startTraced(t)
  const meta = (key: string) => `io.modelcontextprotocol/${key}`
  const _meta = {
    [meta('protocolVersion')]: CURRENT_REVISION,
    [meta('clientInfo')]: { name: 'test', version: '1' },
    [meta('clientCapabilities')]: {},
    traceparent: `00-${OTHER_TRACE}-${SPAN}-01`,
  }
  const name = 'nc_users_whoami'
  const response = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: {
      ...server.basic(CAROL),
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': CURRENT_REVISION,
      'mcp-method': 'tools/call',
      'mcp-name': name,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {}, _meta } }),
  })
  t.match(await response.text(), '"user_id')
  await server.app.close()
  const spans = server.collector.spans()
  const request = spans.find(({ name }) => name === 'POST /mcp')
  const tool = spans.find(({ kind }) => kind === INTERNAL)
  t.match(tool, { name: `tools/call ${name}`, traceId: OTHER_TRACE, parentSpanId: SPAN })
  t.match(tool?.links, [{ traceId: request?.traceId, spanId: request?.spanId }])
})

t.test('LOG-2: nothing of a person, a secret, a query or a thing is in what leaves', async t => {
  const server = await startTraced(t, { OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=canary-key' })
  const { url, basic, bearer, provision, app, collector, sandbox } = server
  await provision('alice')
  const { authorization } = await bearer('alice')
  const session = `${url}/api/v1/users/alice/session`
  await fetch(session, { headers: { authorization } })
  await fetch(`${session}?code=canary-code`, { headers: { authorization: 'Bearer canary.to.ken' } })
  await fetch(`${url}/api/v1/users/bob/session`, { headers: { authorization } })
  await fetch(`${url}/oauth/callback?code=canary-code&state=canary-state`, { redirect: 'manual' })
  await fetch(`${url}/canary-path?x=canary-query`)
  await fetch(`${url}/mcp`, { method: 'POST', headers: basic('alice', 'canary-password') })
  const outside = { 'x-request-id': 'canary header', traceparent: 'canary-trace', tracestate: 'canary=state' }
  await call(server, 'nc_notes_create_note', { title: 'canary title', content: 'canary text', category: '' }, outside)
  await call(server, 'nc_notes_search_notes', { query: 'canary query' })
  await call(server, 'nc_files_write_file', { path: '/canary-file.txt', content: 'canary' })
  await call(server, 'nc_files_read_file', { path: '/canary-file.txt' })
  await call(server, 'canary_tool', {})
  await app.oauth!.broker.getAccessToken('alice')
  const { client } = await app.oauth!.oidc.session()
  await app.close()
  const text = collector.raw()
  const secrets = sandbox.users.flatMap(({ uid, loginName, password }) => [uid, loginName, password])
  const tokens = authorization.slice('Bearer '.length).split('.')
  for (const forbidden of ['canary', '127.0.0.1', client.id, client.secret.reveal(), ...secrets, ...tokens])
    t.notOk(text.includes(forbidden), forbidden.slice(0, 20))
  const names = new Set(collector.spans().map(({ name }) => name))
  t.ok(names.has('GET /api/v1/users/:userId/session') && names.has('POST oidc') && names.has('tools/call'))
  t.match(collector.requests[0], { path: '/v1/traces', headers: { 'x-api-key': 'canary-key' } })
})

t.test('a collector that is away changes nothing for callers, and does not keep the server from ending', async t => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}` }
  const server = await startHybridServer(t, { env })
  t.match(await call(server, 'nc_users_whoami', {}), { result: { structuredContent: { user_id: CAROL } } })
  t.equal((await fetch(`${server.url}/health/ready`)).status, 200)
  await t.resolves(server.app.close())
})
