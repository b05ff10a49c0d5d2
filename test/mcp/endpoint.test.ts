import t from 'tap'
import { createEndpoint } from '../../src/mcp/endpoint.js'
import { recognise } from '../../src/mcp/fast-lane.js'
import type { McpRequest } from '../../src/mcp/protocol-adapter.js'
import { scopesDenied } from '../../src/mcp/scope-denial.js'
import { createSdkAdapter } from '../../src/mcp/sdk-adapter.js'
import { serverIdentity } from '../../src/mcp/server-identity.js'
import { MCP_HEADERS, testCaller, testCore } from './fixture.js'

const { dispatcher, inFlight } = testCore()
const adapter = createSdkAdapter(dispatcher, serverIdentity('1.2.3'))
const endpoint = createEndpoint(dispatcher, [], adapter)
t.teardown(() => inFlight.close())

const call = (params: unknown, id: unknown = 7) => ({ jsonrpc: '2.0', id, method: 'tools/call', params })
const list = (params?: unknown, id: unknown = 'list-1') => ({ jsonrpc: '2.0', id, method: 'tools/list', params })
const said = { name: 'nc_test_echo', arguments: { text: 'hé "quoted" \u2028 \ud83d\ude00', times: 2 } }

/** title, body (an object is written as JSON), headers over the usual ones, and whether the fast lane takes it. */
const EXCHANGES: [title: string, body: unknown, headers: Record<string, string | undefined>, fast: boolean][] = [
  ['list', list(), {}, true],
  ['list with empty params', list({}), {}, true],
  ['list with null params', list(null), {}, false],
  ['list with array params', list([]), {}, false],
  ['list with a foreign cursor', list({ cursor: 'bm90aGluZw' }), {}, false],
  ['list with a cursor that is a number', list({ cursor: 3 }), {}, false],
  ['list with a progress token', list({ _meta: { progressToken: 3 } }), {}, true],
  ['list with a bad progress token', list({ _meta: { progressToken: {} } }), {}, false],
  ['list with _meta of a wrong type', list({ _meta: 'x' }), {}, false],
  ['list with unknown _meta', list({ _meta: { 'example.org/a': [1] } }), {}, true],
  ['list with a related task', list({ _meta: { 'io.modelcontextprotocol/related-task': { taskId: 't' } } }), {}, false],
  ['list with unknown params', list({ other: 1 }), {}, true],
  ['ping', { jsonrpc: '2.0', id: 0, method: 'ping' }, {}, true],
  ['ping with params', { jsonrpc: '2.0', id: 0, method: 'ping', params: { x: 1 } }, {}, true],
  ['ping with a negative id', { jsonrpc: '2.0', id: -5, method: 'ping' }, {}, true],
  ['ping with an empty id', { jsonrpc: '2.0', id: '', method: 'ping' }, {}, true],
  ['ping with a fractional id', { jsonrpc: '2.0', id: 1.5, method: 'ping' }, {}, false],
  ['ping with a huge id', { jsonrpc: '2.0', id: 2 ** 53, method: 'ping' }, {}, false],
  ['ping with id null', { jsonrpc: '2.0', id: null, method: 'ping' }, {}, false],
  ['ping with an odd string id', { jsonrpc: '2.0', id: '\ud800"\n', method: 'ping' }, {}, true],
  ['ping with an extra member', { jsonrpc: '2.0', id: 1, method: 'ping', extra: true }, {}, false],
  ['ping of JSON-RPC 1', { jsonrpc: '1.0', id: 1, method: 'ping' }, {}, false],
  ['ping as a notification', { jsonrpc: '2.0', method: 'ping' }, {}, false],
  ['call', call(said), {}, true],
  ['call with a string id', call(said, 'abc'), {}, true],
  ['call with an id that needs escapes', call(said, 'a"\\\u0007'), {}, true],
  ['call with unknown params beside', call({ ...said, more: 1 }), {}, true],
  ['call with unknown arguments', call({ name: 'nc_test_echo', arguments: { text: 'a', odd: 1 } }), {}, true],
  ['call that fails on purpose', call({ name: 'nc_test_fail', arguments: { how: 'not_found' } }), {}, true],
  ['call that fails with an etag', call({ name: 'nc_test_fail', arguments: { how: 'etag' } }), {}, true],
  ['call that fails unexpectedly', call({ name: 'nc_test_fail', arguments: { how: 'unknown' } }), {}, true],
  ['call with wrong arguments', call({ name: 'nc_test_echo', arguments: { text: 3 } }), {}, true],
  ['call without arguments', call({ name: 'nc_test_echo' }), {}, true],
  ['call with null arguments', call({ name: 'nc_test_echo', arguments: null }), {}, false],
  ['call with array arguments', call({ name: 'nc_test_echo', arguments: [] }), {}, false],
  [
    'call with arguments named constructor',
    call({ name: 'nc_test_echo', arguments: { text: 'a', constructor: 1 } }),
    {},
    true,
  ],
  ['call of an unknown tool', call({ name: 'nc_test_nothing', arguments: {} }), {}, false],
  ['call of a tool named like a member of objects', call({ name: 'toString', arguments: {} }), {}, false],
  ['call without a name', call({ arguments: {} }), {}, false],
  ['call without params', call(undefined), {}, false],
  ['call as a task', call({ ...said, task: { ttl: 1 } }), {}, false],
  ['call with a malformed task', call({ ...said, task: 3 }), {}, false],
  [
    'call with a __proto__ argument',
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nc_test_echo","arguments":{"__proto__":{"text":"a"}}}}',
    {},
    false,
  ],
  ['unknown method', { jsonrpc: '2.0', id: 1, method: 'tools/none' }, {}, false],
  ['method of a surface that is not there', { jsonrpc: '2.0', id: 1, method: 'resources/list' }, {}, false],
  ['batch', [list(), call(said)], {}, false],
  ['batch of one', [call(said)], {}, false],
  ['batch of notifications', [{ jsonrpc: '2.0', method: 'notifications/initialized' }], {}, false],
  ['empty batch', [], {}, false],
  [
    'initialize',
    {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } },
    },
    {},
    false,
  ],
  ['initialized', { jsonrpc: '2.0', method: 'notifications/initialized' }, {}, false],
  ['response to nothing', { jsonrpc: '2.0', id: 9, result: {} }, {}, false],
  ['null', 'null', {}, false],
  ['a number', '3', {}, false],
  ['not JSON', '{"jsonrpc":', {}, false],
  ['empty body', '', {}, false],
  ['a byte order mark', `\ufeff${JSON.stringify(list())}`, {}, false],
  ['white space around', ` \n${JSON.stringify(list())}\n`, {}, true],
  ['a doubled member', '{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}', {}, true],
  ['no Accept', list(), { accept: undefined }, false],
  ['Accept of JSON alone', list(), { accept: 'application/json' }, false],
  ['Accept of everything', list(), { accept: '*/*' }, false],
  ['Accept in another order', list(), { accept: 'text/event-stream;q=0.5,application/json' }, true],
  ['Accept in upper case', list(), { accept: 'APPLICATION/JSON, TEXT/EVENT-STREAM' }, false],
  ['no Content-Type', list(), { 'content-type': undefined }, false],
  ['Content-Type text/plain', list(), { 'content-type': 'text/plain' }, false],
  ['Content-Type with a charset', list(), { 'content-type': 'application/json; charset=utf-8' }, true],
  ['Content-Type with an odd parameter', list(), { 'content-type': 'application/json;a=b' }, false],
  ['Content-Type in upper case', list(), { 'content-type': 'Application/JSON' }, false],
  ['Content-Type twice', list(), { 'content-type': 'application/json, text/plain' }, false],
  ['no revision', list(), { 'mcp-protocol-version': undefined }, true],
  ['revision 2025-06-18', list(), { 'mcp-protocol-version': '2025-06-18' }, true],
  ['revision 2025-03-26', list(), { 'mcp-protocol-version': '2025-03-26' }, true],
  ['revision 2024-11-05', call(said), { 'mcp-protocol-version': '2024-11-05' }, true],
  ['revision 2024-10-07', list(), { 'mcp-protocol-version': '2024-10-07' }, true],
  ['revision 2026-07-28', list(), { 'mcp-protocol-version': '2026-07-28' }, false],
  ['revision of nonsense', call(said), { 'mcp-protocol-version': 'x' }, false],
  ['two revisions', list(), { 'mcp-protocol-version': '2025-11-25, 2025-06-18' }, false],
]

t.test('the fast lane and the SDK answer every exchange with the same status, type and bytes', async t => {
  for (const [title, body, over, fast] of EXCHANGES) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const headers = { ...MCP_HEADERS, ...over }
    const request = toRequest(headers, text)
    const through = await endpoint(headers, text, testCaller())
    t.strictSame(through, await adapter.answer(request, testCaller()), title)
    t.equal(recognise(request, dispatcher) !== undefined, fast, `${title}: ${fast ? 'fast lane' : 'SDK'}`)
  }
})

t.test('both lanes give a token with few scopes the same answers', async t => {
  for (const scopes of [[], ['test.read'], ['test.read', 'test.write']]) {
    for (const body of [list(), call(said), call({ name: 'nc_test_fail', arguments: { how: 'not_found' } })]) {
      const text = JSON.stringify(body)
      if (scopesDenied(body, dispatcher, { scopes }).length > 0) continue
      const through = await endpoint(MCP_HEADERS, text, testCaller(scopes))
      t.strictSame(
        through,
        await adapter.answer(toRequest(MCP_HEADERS, text), testCaller(scopes)),
        `${scopes} ${body.method}`,
      )
    }
  }
})

t.test('GAP-39: a call for which the token is not enough reaches neither lane, nor any adapter', async t => {
  const never = { speaks: () => true, answer: async () => Promise.reject(new TypeError('asked')) }
  const guarded = createEndpoint(dispatcher, [never], never)
  for (const body of [
    call(said),
    [list(), call(said)],
    { ...call(said), id: null },
    { method: 'tools/call', params: said },
  ])
    t.match(await guarded(MCP_HEADERS, JSON.stringify(body), testCaller(['test.write'])), {
      status: 403,
      scopesRequired: ['test.read'],
    })
})

t.test('an adapter of a newer revision is asked first, and only for what it speaks', async t => {
  const newer = {
    speaks: ({ headers }: McpRequest) => headers['mcp-protocol-version'] === '2026-07-28',
    answer: async () => ({ status: 200, contentType: 'application/json', body: '"newer"' }),
  }
  const both = createEndpoint(dispatcher, [newer], adapter)
  const text = JSON.stringify(list())
  t.match(await both({ ...MCP_HEADERS, 'mcp-protocol-version': '2026-07-28' }, text, testCaller()), {
    body: '"newer"',
  })
  t.match(await both({ ...MCP_HEADERS, 'mcp-protocol-version': 'x' }, text, testCaller()), { status: 400 })
})

function toRequest(headers: McpRequest['headers'], text: string): McpRequest {
  try {
    return { headers, text, message: JSON.parse(text) }
  } catch {
    return { headers, text, message: undefined }
  }
}
