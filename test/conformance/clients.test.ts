import * as v1 from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as V1Transport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import t, { type Test } from 'tap'
import { serveFixture } from './serve.js'

const INFO = { name: 'test', version: '1' }
const FORMS = { capabilities: { elicitation: { form: {} } } }
const GIVEN = { action: 'accept' as const, content: { username: 'ada', email: 'ada@example.org' } }
const ASK = { name: 'test_elicitation', arguments: { message: 'Who are you?' } }
const ANSWERED = { content: [{ text: /User response: action=accept, content=.*ada@example\.org/ }] }

async function serve(t: Test) {
  const { direct, close } = await serveFixture()
  t.teardown(close)
  return { url: new URL(direct.url), requestInit: { headers: { authorization: direct.authorization } } }
}

t.test('the official client v1 answers a form in its session', async t => {
  const { url, requestInit } = await serve(t)
  const client = new v1.Client(INFO, FORMS)
  client.setRequestHandler(ElicitRequestSchema, async () => GIVEN)
  const transport = new V1Transport(url, { requestInit })
  await client.connect(transport)
  t.match(transport.sessionId, /^[\w-]{43}$/)
  t.match(await client.callTool(ASK), ANSWERED)
  await transport.terminateSession()
  await client.close()
})

for (const mode of ['legacy', { pin: '2026-07-28' }] as const) {
  const era = mode === 'legacy' ? mode : mode.pin
  t.test(`the official client v2 (${era}) answers a form, reads, and gets prompts`, async t => {
    const { url, requestInit } = await serve(t)
    const client = new Client(INFO, { ...FORMS, versionNegotiation: { mode } })
    client.setRequestHandler('elicitation/create', async () => GIVEN)
    const transport = new StreamableHTTPClientTransport(url, { requestInit })
    await client.connect(transport)
    t.equal(transport.sessionId !== undefined, era === 'legacy', 'a session in the old era alone')
    t.match(await client.callTool(ASK), ANSWERED)
    t.match(await client.readResource({ uri: 'test://template/7/data' }), { contents: [{ text: /"id":"7"/ }] })
    t.match(await client.getPrompt({ name: 'test_simple_prompt' }), { messages: [{ role: 'user' }] })
    const heard: unknown[] = []
    const onprogress = (progress: unknown) => void heard.push(progress)
    await client.callTool({ name: 'test_tool_with_progress', arguments: {} }, { onprogress })
    t.equal(heard.length, 3)
    await client.close()
  })
}

t.test('another person’s session is not there over HTTP (GAP-26)', async t => {
  const { url, requestInit } = await serve(t)
  const transport = new StreamableHTTPClientTransport(url, { requestInit })
  const client = new Client(INFO)
  await client.connect(transport)
  t.teardown(() => client.close())
  const session = { 'mcp-session-id': transport.sessionId ?? '', accept: 'application/json, text/event-stream' }
  const carol = `Basic ${Buffer.from('carol.login:carol-demo-password').toString('base64')}`
  for (const method of ['GET', 'DELETE', 'POST']) {
    const body = method === 'POST' ? { body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' } : {}
    const headers = { ...session, 'content-type': 'application/json' }
    const foreign = await fetch(url, { method, headers: { ...headers, authorization: carol }, ...body })
    t.equal(foreign.status, 404, method)
    t.equal((await fetch(url, { method, headers, ...body })).status, 401, `${method} of nobody`)
  }
  t.ok((await client.listTools()).tools.length > 0, 'and its owner still has it')
})

t.test('streams are told to proxies as such, and end with the server', async t => {
  const { direct, close } = await serveFixture()
  const headers = {
    authorization: direct.authorization,
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'subscriptions/listen',
  }
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  const params = { notifications: { toolsListChanged: true }, _meta }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params })
  const response = await fetch(direct.url, { method: 'POST', headers, body })
  t.equal(response.headers.get('x-accel-buffering'), 'no')
  t.match(response.headers.get('content-type'), /^text\/event-stream/)
  const text = response.text()
  await close()
  t.match(await text, /subscriptions\/acknowledged[\s\S]*"resultType":"complete"/)
})
