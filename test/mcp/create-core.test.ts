import t, { type Test } from 'tap'
import { systemPorts } from '../../src/lib/ports.js'
import { createCore } from '../../src/mcp/create-core.js'
import type { Offer } from '../../src/mcp/offer.js'
import { serverIdentity } from '../../src/mcp/server-identity.js'
import { conformanceOffer } from '../conformance/fixture/conformance-offer.js'
import { currentRequest, textOf } from './current-fixture.js'
import { echo, MCP_HEADERS, testCaller } from './fixture.js'
import { keyedHash } from './keyed-hash.js'
import { hello } from './session-fixture.js'

function start(t: Test, offer: Offer) {
  const core = createCore({ offer, identity: serverIdentity('1.2.3'), ports: systemPorts, mac: keyedHash })
  t.teardown(core.close)
  return core
}

t.test('both eras are answered at one endpoint, each in its own words', async t => {
  const { endpoint } = start(t, { tools: [echo] })
  const { headers, text } = currentRequest('tools/list')
  t.match(JSON.parse(await textOf((await endpoint(headers, text, testCaller())).body)), {
    result: { resultType: 'complete', tools: [{ name: 'nc_test_echo' }] },
  })
  const old = await endpoint(MCP_HEADERS, '{"jsonrpc":"2.0","id":1,"method":"tools/list"}', testCaller())
  const { result } = JSON.parse(await textOf(old.body))
  t.strictSame(Object.keys(result), ['tools'])
})

t.test('without anything that talks there are no sessions: ids mean nothing, GET and DELETE are 405', async t => {
  const { endpoint } = start(t, { tools: [echo] })
  const reply = await endpoint(hello().headers, hello().text, testCaller())
  t.equal(reply.headers, undefined)
  const headers = { ...MCP_HEADERS, 'mcp-session-id': 'any' }
  t.equal((await endpoint(headers, '{"jsonrpc":"2.0","id":1,"method":"ping"}', testCaller())).status, 200)
  for (const method of ['GET', 'DELETE'] as const) t.equal((await endpoint({}, '', testCaller(), method)).status, 405)
})

t.test('with sessions a foreign id is 404 on the fast lane too (GAP-26)', async t => {
  const { endpoint } = start(t, conformanceOffer())
  const alice = testCaller()
  const bob = { ...alice, principal: { ...alice.principal, userId: 'bob' } }
  const reply = await endpoint(hello().headers, hello().text, alice)
  await textOf(reply.body)
  const headers = { ...MCP_HEADERS, 'mcp-session-id': reply.headers?.['mcp-session-id'] }
  for (const method of ['tools/list', 'ping', 'resources/list']) {
    const text = JSON.stringify({ jsonrpc: '2.0', id: 1, method })
    t.equal((await endpoint(headers, text, bob)).status, 404, method)
    t.equal((await endpoint(headers, text, alice)).status, 200, method)
  }
  t.equal((await endpoint(headers, '', bob, 'GET')).status, 404)
  t.equal((await endpoint(headers, '', bob, 'DELETE')).status, 404)
})

t.test('in a session the fast lane and the SDK answer with the same message', async t => {
  const { endpoint } = start(t, conformanceOffer())
  const caller = testCaller()
  const opened = await endpoint(hello().headers, hello().text, caller)
  await textOf(opened.body)
  const session = { ...MCP_HEADERS, 'mcp-session-id': opened.headers?.['mcp-session-id'] }
  for (const [method, params] of [
    ['tools/list', {}],
    ['tools/call', { name: 'test_simple_text' }],
    ['tools/call', { name: 'test_error_handling' }],
  ] as const) {
    const message = { jsonrpc: '2.0', id: 5, method, params }
    const quick = await endpoint(session, JSON.stringify(message), caller)
    // An odd content type keeps a request off the fast lane.
    const odd = { ...session, 'content-type': 'application/json;odd=1' }
    const slow = await textOf((await endpoint(odd, JSON.stringify(message), caller)).body)
    t.equal(quick.contentType, 'application/json')
    t.strictSame(JSON.parse(await textOf(quick.body)), JSON.parse(slow.replace(/^event: message\ndata: /, '')), method)
  }
})
