import t from 'tap'
import { createCurrentAdapter } from '../../src/mcp/current-adapter.js'
import { createCurrentFastLane } from '../../src/mcp/current-fast-lane.js'
import { defineTalkingTool } from '../../src/mcp/define-content-tool.js'
import type { McpRequest } from '../../src/mcp/protocol-adapter.js'
import { READ_ONLY } from '../../src/mcp/annotations.js'
import { z } from 'zod'
import { currentRequest, partsOver, textOf } from './current-fixture.js'
import { echo, fail, testCaller } from './fixture.js'

const talker = defineTalkingTool({
  name: 'nc_test_talk',
  title: 'Talk',
  description: 'Says something before it answers.',
  scopes: [],
  annotations: READ_ONLY,
  input: z.object({}),
  handler: async (_input, _context, { progress }) => {
    progress(1)
    return [{ type: 'text', text: 'said' }]
  },
})
const parts = partsOver({ tools: [echo, fail, talker] })
const lane = createCurrentFastLane(parts)
const plain = createCurrentAdapter(parts, { fastLane: false })
const both = createCurrentAdapter(parts)
t.teardown(async () => {
  parts.inFlight.close()
  await Promise.all([plain.close(), both.close()])
})

type Exchange = { headers: Record<string, string | undefined>; message: any; text: string }
const list = () => currentRequest('tools/list')
const call = (params: Record<string, unknown>) => currentRequest('tools/call', params)
const said = { name: 'nc_test_echo', arguments: { text: 'hé "quoted" \u2028 \ud83d\ude00', times: 2 } }
const META = 'io.modelcontextprotocol/'
const change = (exchange: Exchange, edit: (exchange: Exchange) => void) => {
  edit(exchange)
  return { ...exchange, text: JSON.stringify(exchange.message) }
}
const meta = (edit: (meta: any) => void) => change(list(), ({ message }) => edit(message.params._meta))
const header = (name: string, value: string | undefined) =>
  change(call(said), ({ headers }) => void (headers[name] = value))

/** title, request, and whether the fast lane takes it. */
const EXCHANGES: [title: string, exchange: Exchange, fast: boolean][] = [
  ['list', list(), true],
  ['list with a cursor', currentRequest('tools/list', { cursor: 'bm90aGluZw' }), false],
  ['list with unknown params', currentRequest('tools/list', { other: 1 }), false],
  ['list with a string id', change(list(), ({ message }) => (message.id = 'a"\u2028')), true],
  ['list with a fractional id', change(list(), ({ message }) => (message.id = 1.5)), false],
  ['list with a null id', change(list(), ({ message }) => (message.id = null)), false],
  ['list with an extra member', change(list(), ({ message }) => (message.extra = 1)), false],
  ['list as a notification', change(list(), ({ message }) => delete message.id), false],
  ['list with a progress token', meta(_meta => (_meta.progressToken = 'p')), true],
  ['list with a bad progress token', meta(_meta => (_meta.progressToken = {})), false],
  ['list with trace context', meta(_meta => (_meta.traceparent = '00-1-2-01')), false],
  ['list that wants a log', meta(_meta => (_meta[`${META}logLevel`] = 'info')), true],
  ['list that wants an odd log', meta(_meta => (_meta[`${META}logLevel`] = 'loud')), false],
  ['list without clientInfo', meta(_meta => delete _meta[`${META}clientInfo`]), true],
  ['list without capabilities', meta(_meta => delete _meta[`${META}clientCapabilities`]), false],
  ['list with odd capabilities', meta(_meta => (_meta[`${META}clientCapabilities`] = { sampling: 3 })), false],
  ['list of another revision', meta(_meta => (_meta[`${META}protocolVersion`] = '2027-01-01')), false],
  ['list of a legacy revision', meta(_meta => (_meta[`${META}protocolVersion`] = '2025-11-25')), false],
  ['list without params', change(list(), ({ message }) => delete message.params), false],
  ['call', call(said), true],
  ['call without arguments', call({ name: 'nc_test_echo' }), true],
  ['call with wrong arguments', call({ name: 'nc_test_echo', arguments: { text: 3 } }), true],
  ['call that fails', call({ name: 'nc_test_fail', arguments: { how: 'etag' } }), true],
  ['call that fails unexpectedly', call({ name: 'nc_test_fail', arguments: { how: 'unknown' } }), true],
  ['call with null arguments', call({ name: 'nc_test_echo', arguments: null }), false],
  ['call with array arguments', call({ name: 'nc_test_echo', arguments: [] }), false],
  ['call of an unknown tool', call({ name: 'nc_test_nothing' }), false],
  ['call of a tool that talks', call({ name: 'nc_test_talk' }), false],
  ['call with answers', call({ ...said, inputResponses: {} }), false],
  ['call with a foreign state', call({ ...said, requestState: 'x' }), false],
  ['call with a state of a wrong type', call({ ...said, requestState: 3 }), false],
  ['call with another name in the header', header('mcp-name', 'nc_test_fail'), false],
  ['call with a name in base64', header('mcp-name', '=?base64?bmNfdGVzdF9lY2hv?='), false],
  ['call with white space around the name', header('mcp-name', ' nc_test_echo '), false],
  ['call without Mcp-Name', header('mcp-name', undefined), false],
  ['call without Mcp-Method', header('mcp-method', undefined), false],
  ['call with another method in the header', header('mcp-method', 'tools/list'), false],
  ['call without a version header', header('mcp-protocol-version', undefined), false],
  ['call with an older version header', header('mcp-protocol-version', '2025-11-25'), false],
  ['call with a text type', header('content-type', 'text/plain'), false],
  ['ping, which is gone', currentRequest('ping'), false],
  ['unknown method', currentRequest('tools/none'), false],
  ['discover', currentRequest('server/discover'), false],
]

t.test('the fast lane and the SDK answer every exchange with the same status, type and bytes', async t => {
  for (const [title, exchange, fast] of EXCHANGES) {
    const request: McpRequest = { ...exchange, message: JSON.parse(exchange.text) }
    const slow = await plain.answer({ ...request }, testCaller())
    const quick = await both.answer({ ...request }, testCaller())
    t.equal(await textOf(quick.body), await textOf(slow.body), title)
    t.strictSame({ ...quick, body: null }, { ...slow, body: null }, title)
    t.equal(lane(request, testCaller()) !== undefined, fast, `${title}: ${fast ? 'fast lane' : 'SDK'}`)
  }
})

t.test('a token with few scopes sees the same list in both lanes', async t => {
  for (const scopes of [[], ['test.read']]) {
    const caller = testCaller(scopes)
    const quick = await both.answer({ ...list() }, caller)
    t.equal(await textOf(quick.body), await textOf((await plain.answer({ ...list() }, caller)).body))
  }
})
