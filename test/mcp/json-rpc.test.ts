import t from 'tap'
import { JsonRpcError, resultMessage, toolResultJson } from '../../src/mcp/json-rpc.js'

t.test('a result keeps the kind of its id', async t => {
  t.match(JSON.parse(resultMessage(1, '{}')), { id: 1 })
  t.match(JSON.parse(resultMessage('1', '{}')), { id: '1' })
})

t.test('a result is taken as it is, in any script', async t => {
  t.equal(resultMessage(1, '{"a":"é"}'), '{"result":{"a":"é"},"jsonrpc":"2.0","id":1}')
})

t.test('output goes out as structure and as text of the same JSON', async t => {
  const result = JSON.parse(toolResultJson({ isError: false, json: '{"a":"\\"\\n"}' }))
  t.strictSame(result.structuredContent, { a: '"\n' })
  t.strictSame(JSON.parse(result.content[0].text), result.structuredContent)
  t.equal(result.isError, undefined)
})

t.test('a failure has no structured content: clients would check it against the output schema', async t => {
  const result = JSON.parse(toolResultJson({ isError: true, json: '{"code":"NCMCP_X"}' }))
  t.strictSame(result, { content: [{ type: 'text', text: '{"code":"NCMCP_X"}' }], isError: true })
})

t.test('a protocol error carries its number', async t => {
  t.match(new JsonRpcError(-32602, 'no'), { code: -32602, message: 'no' })
})
