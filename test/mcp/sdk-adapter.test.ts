import t from 'tap'
import { createSdkAdapter } from '../../src/mcp/sdk-adapter.js'
import { serverIdentity } from '../../src/mcp/server-identity.js'
import { MCP_HEADERS, testCaller, testCore, waitingTool } from './fixture.js'

const identity = serverIdentity('1.2.3')

async function ask(message: unknown, core = testCore(), caller = testCaller()) {
  const reply = await createSdkAdapter(core.dispatcher, identity).answer(
    { headers: MCP_HEADERS, text: JSON.stringify(message), message },
    caller,
  )
  return { ...reply, json: reply.body ? JSON.parse(reply.body.toString()) : undefined }
}

const initialize = (protocolVersion: string) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } },
})

t.test('initialize gives name, version, instructions and the asked revision', async t => {
  const { json } = await ask(initialize('2025-06-18'))
  t.match(json.result, {
    protocolVersion: '2025-06-18',
    serverInfo: { name: 'nextcloud-mcp-server', version: '1.2.3' },
  })
  t.match(json.result.instructions, /if_match/)
  t.strictSame(json.result.capabilities, { tools: {} })
})

t.test('a revision that is not known is answered with the latest that is', async t => {
  t.match((await ask(initialize('2030-01-01'))).json.result, { protocolVersion: '2025-11-25' })
})

t.test('an unknown tool is an error of the protocol that names it once', async t => {
  const { status, json } = await ask({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'nc_none' } })
  t.equal(status, 200)
  t.strictSame(json.error, { code: -32602, message: 'Unknown tool: nc_none' })
})

t.test('a notification is accepted without a body', async t => {
  t.match(await ask({ jsonrpc: '2.0', method: 'notifications/initialized' }), { status: 202, body: null })
})

t.test('notifications/cancelled of another request aborts the running call', async t => {
  let signal: AbortSignal | undefined
  const core = await new Promise<ReturnType<typeof testCore>>(resolve => {
    const made = testCore([
      waitingTool(given => {
        signal = given
        resolve(made)
      }),
    ])
    const call = { jsonrpc: '2.0', id: 5, method: 'tools/call', params: { name: 'nc_test_wait', arguments: {} } }
    t.resolves(
      ask(call, made).then(({ json }) =>
        t.match(json.result, { isError: true, content: [{ text: /NCMCP_CANCELLED/ }] }),
      ),
    )
  })
  await ask({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 5 } }, core)
  t.equal(signal?.aborted, true)
  t.equal(core.inFlight.size(), 0)
  core.inFlight.close()
})

t.test('nothing of a request is left when it was answered', async t => {
  const core = testCore()
  await ask(
    [
      { jsonrpc: '2.0', id: 1, method: 'ping' },
      { jsonrpc: '2.0', id: 2, method: 'tools/list' },
    ],
    core,
  )
  t.equal(core.inFlight.size(), 0)
  core.inFlight.close()
})
