import t from 'tap'
import { SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/sdk/types.js'
import { createFastLane, LEGACY_REVISIONS, recognise } from '../../src/mcp/fast-lane.js'
import { MCP_HEADERS, testCaller, testCore } from './fixture.js'

const { dispatcher, inFlight } = testCore()
t.teardown(() => inFlight.close())

t.test('the revisions of the fast lane are the SDK’s', async t => {
  t.strictSame([...LEGACY_REVISIONS].sort(), [...SUPPORTED_PROTOCOL_VERSIONS].sort())
})

t.test('a plain call is recognised with its arguments', async t => {
  const message = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'nc_test_echo', arguments: { text: 'a' } },
  }
  const hot = recognise({ headers: MCP_HEADERS, text: '', message }, dispatcher)
  t.strictSame(hot, { method: 'tools/call', id: 1, name: 'nc_test_echo', args: { text: 'a' } })
})

t.test('initialize is left to the adapter', async t => {
  const message = { jsonrpc: '2.0', id: 1, method: 'initialize', params: {} }
  t.equal(recognise({ headers: MCP_HEADERS, text: '', message }, dispatcher), undefined)
})

t.test('a ping is answered with an empty result', async t => {
  t.strictSame(createFastLane(dispatcher)({ method: 'ping', id: 4 }, testCaller()), {
    status: 200,
    contentType: 'application/json',
    body: '{"result":{},"jsonrpc":"2.0","id":4}',
  })
})
