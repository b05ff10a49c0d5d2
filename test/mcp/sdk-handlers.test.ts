import t from 'tap'
import { ResourceNotFound, JsonRpcError } from '../../src/mcp/json-rpc.js'
import { createSdkAdapter } from '../../src/mcp/sdk-adapter.js'
import { inOldWords } from '../../src/mcp/sdk-handlers.js'
import { conformanceOffer } from '../conformance/fixture/conformance-offer.js'
import { partsOver } from './current-fixture.js'
import { MCP_HEADERS, testCaller } from './fixture.js'

const { dispatcher, identity, capabilities, inFlight } = partsOver(conformanceOffer())
const adapter = createSdkAdapter(dispatcher, identity, capabilities)
t.teardown(() => inFlight.close())

async function ask(method: string, params: object = {}) {
  const message = { jsonrpc: '2.0', id: 1, method, params }
  const reply = await adapter.answer({ headers: MCP_HEADERS, text: JSON.stringify(message), message }, testCaller())
  return JSON.parse(String(reply.body))
}

t.test('without a session everything but questions can be asked for', async t => {
  t.equal((await ask('resources/list')).result.resources.length, 3)
  t.equal((await ask('resources/templates/list')).result.resourceTemplates.length, 1)
  t.equal((await ask('prompts/list')).result.prompts.length, 5)
  t.match(await ask('resources/read', { uri: 'test://static-text' }), { result: { contents: [{ text: String }] } })
  t.match(await ask('prompts/get', { name: 'test_simple_prompt' }), { result: { messages: [{ role: 'user' }] } })
  const ref = { type: 'ref/resource', uri: 'test://template/{id}/data' }
  t.match(await ask('completion/complete', { ref, argument: { name: 'id', value: '' } }), {
    result: { completion: { values: [] } },
  })
  t.match(await ask('tools/call', { name: 'test_image_content' }), { result: { content: [{ type: 'image' }] } })
})

t.test('without a session nothing is told in between, and nobody can be asked', async t => {
  t.match(await ask('tools/call', { name: 'test_tool_with_progress' }), { result: { content: [{ type: 'text' }] } })
  t.match(await ask('tools/call', { name: 'test_sampling', arguments: { prompt: 'x' } }), { error: { code: -32021 } })
  t.match(await ask('prompts/get', { name: 'test_input_required_result_prompt' }), { error: { code: -32021 } })
})

t.test('changes and logs are not advertised where there is no session to tell them to', async t => {
  const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a', version: '1' } }
  const { result } = await ask('initialize', hello)
  t.strictSame(result.capabilities, { tools: {}, resources: {}, prompts: {}, completions: {} })
})

t.test('a resource that is not there has the code of its time', async t => {
  t.match(await ask('resources/read', { uri: 'test://no' }), { error: { code: -32002, data: { uri: 'test://no' } } })
  t.throws(() => inOldWords(new ResourceNotFound('a:b')), { code: -32002 })
  t.throws(() => inOldWords(new JsonRpcError(-32603, 'no')), { code: -32603 })
})
