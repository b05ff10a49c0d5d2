import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import * as v2 from '@modelcontextprotocol/client'
import t, { type Test } from 'tap'
import { MCP_HEADERS } from '../../mcp/fixture.js'
import { hangingProxy, type HangingProxy } from './hanging-proxy.js'
import { basic, serveMcp } from './serve-mcp.js'

const ALICE = { authorization: basic('alice', 'alice-demo-password') }
const CAROL = { authorization: basic('carol.login', 'carol-demo-password') }
/** Where Nextcloud tells who somebody is: asked to check credentials, and by the whoami tool. */
const WHOAMI = '/ocs/v2.php/cloud/user'
const INFO = { name: 'test', version: '1' }

function newer(mode: v2.VersionNegotiationMode, url: URL, headers: Record<string, string>) {
  const client = new v2.Client(INFO, { versionNegotiation: { mode } })
  const connect = () => client.connect(new v2.StreamableHTTPClientTransport(url, { requestInit: { headers } }))
  return { client, connect }
}

/** The two official clients, under one shape; the newer one in both eras. */
const CLIENTS = {
  v1: (url: URL, headers: Record<string, string>) => {
    const client = new Client(INFO)
    return {
      client,
      connect: () => client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } })),
    }
  },
  v2: (url: URL, headers: Record<string, string>) => newer('legacy', url, headers),
  'v2 that asks for the revision': (url: URL, headers: Record<string, string>) => newer('auto', url, headers),
  'v2 of 2026-07-28': (url: URL, headers: Record<string, string>) => newer({ pin: '2026-07-28' }, url, headers),
}

for (const [name, open] of Object.entries(CLIENTS)) {
  t.test(`the official client ${name} initializes, lists, calls, and reads a failure`, async t => {
    const { url } = await serveMcp(t)
    const { client, connect } = open(url, CAROL)
    await connect()
    t.teardown(() => client.close())
    t.match(client.getServerVersion(), { name: 'nextcloud-mcp-server', title: 'Nextcloud' })
    t.match(client.getInstructions(), /if_match/)

    const { tools } = await client.listTools()
    t.ok(tools.some(tool => tool.name === 'nc_users_whoami'))
    t.ok(tools.every(tool => tool.outputSchema?.type === 'object' && tool.annotations?.readOnlyHint !== undefined))

    const whoami = await client.callTool({ name: 'nc_users_whoami', arguments: {} })
    t.match(whoami.structuredContent, { user_id: 'u-1f3a', login_name: 'carol.login', email: 'carol@example.org' })

    const missing = await client.callTool({ name: 'nc_notes_get_note', arguments: { note_id: 999_999 } })
    t.match(missing, { isError: true, content: [{ type: 'text', text: /"code":"NCMCP_NOT_FOUND"/ }] })
    await t.rejects(async () => client.callTool({ name: 'nc_none', arguments: {} }), { code: -32602 })
  })
}

t.test('a note is written and read back', async t => {
  const { url } = await serveMcp(t)
  const created = await call(url, 'nc_notes_create_note', { title: 'Plan', content: 'one' })
  const { id } = created.structuredContent
  t.match((await call(url, 'nc_notes_get_note', { note_id: id })).structuredContent, { id, content: 'one' })
})

t.test('every method is challenged without credentials, and with wrong ones', async t => {
  const { url, sandbox } = await serveMcp(t)
  for (const headers of [{}, { authorization: basic('alice', 'wrong') }, { authorization: 'Bearer abc' }]) {
    for (const method of ['POST', 'GET', 'DELETE']) {
      const body = method === 'POST' ? { body: '{"jsonrpc":"2.0","id":1,"method":"ping"}' } : {}
      const response = await fetch(url, { method, headers: { ...MCP_HEADERS, ...headers }, ...body })
      t.equal(response.status, 401, `${method} ${Object.values(headers)}`)
      t.match(response.headers.get('www-authenticate'), /^Basic realm="Nextcloud MCP"/)
      t.match(await response.json(), { error: String, error_description: String })
    }
  }
  t.equal(sandbox.calls.filter(({ path }) => path === WHOAMI).length, 1, 'and the wrong password was tried once')
})

t.test('an unauthenticated body is not even parsed', async t => {
  const { url } = await serveMcp(t)
  t.equal((await fetch(url, { method: 'POST', headers: MCP_HEADERS, body: '{' })).status, 401)
})

t.test('an outage of Nextcloud is 503 and never 401', async t => {
  const { url, sandbox } = await serveMcp(t)
  sandbox.settings.maintenance = true
  const response = await fetch(url, { method: 'POST', headers: { ...MCP_HEADERS, ...ALICE }, body: '{}' })
  t.equal(response.status, 503)
  t.equal(response.headers.get('www-authenticate'), null)
})

t.test('with credentials there is still no stream and no session', async t => {
  const { url } = await serveMcp(t)
  for (const method of ['GET', 'DELETE']) {
    const response = await fetch(url, { method, headers: { ...MCP_HEADERS, ...ALICE } })
    t.equal(response.status, 405)
    t.equal(response.headers.get('allow'), 'POST')
    t.equal(response.headers.get('cache-control'), 'no-store')
  }
})

t.test('a password changed at Nextcloud fails the next call, and is then challenged (GAP-27)', async t => {
  const { url, sandbox } = await serveMcp(t)
  t.notOk((await call(url, 'nc_users_whoami', {})).isError)
  sandbox.setPassword('alice', 'another')
  t.match(await call(url, 'nc_users_whoami', {}), { isError: true, content: [{ text: /NCMCP_CREDENTIAL_REJECTED/ }] })
  t.equal((await post(url, 'ping', {})).status, 401)
})

t.test('a closed connection aborts the request to Nextcloud', async t => {
  const { url, held } = await startHeldCall(t, 1)
  const { dropped } = await held
  url.abort()
  await dropped
})

t.test('notifications/cancelled in another POST aborts the request to Nextcloud', async t => {
  const { url, held, answer } = await startHeldCall(t, 'call-7')
  const { dropped } = await held
  t.equal((await post(url.mcp, 'notifications/cancelled', { requestId: 'call-7' })).status, 202)
  await dropped
  const result = await resultOf(await answer)
  t.match(result, { isError: true, content: [{ text: /NCMCP_CANCELLED/ }] })
})

t.test('one person cannot cancel the call of another', async t => {
  const { url, held, answer } = await startHeldCall(t, 1)
  const { release } = await held
  t.equal((await post(url.mcp, 'notifications/cancelled', { requestId: 1 }, 0, CAROL)).status, 202)
  await release()
  const result = await resultOf(await answer)
  t.match(result.structuredContent, { user_id: 'alice' })
})

function post(url: URL, method: string, params: object, id: unknown = 1, auth = ALICE, signal?: AbortSignal) {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    ...(method.startsWith('notifications/') ? {} : { id }),
    method,
    params,
  })
  return fetch(url, { method: 'POST', headers: { ...MCP_HEADERS, ...auth }, body, signal: signal ?? null })
}

async function call(url: URL, name: string, args: object) {
  return resultOf(await post(url, 'tools/call', { name, arguments: args }))
}

async function resultOf(response: Response) {
  return JSON.parse(await response.text()).result
}

/** A call of Alice's that Nextcloud does not answer; both people are known to the server before. */
async function startHeldCall(t: Test, id: string | number) {
  let proxy: HangingProxy | undefined
  const { url } = await serveMcp(t, async target => (proxy = await hangingProxy(t, target)).url)
  for (const auth of [ALICE, CAROL]) await (await post(url, 'ping', {}, 0, auth)).text()
  const held = proxy!.hang(WHOAMI)
  const connection = new AbortController()
  const answer = post(url, 'tools/call', { name: 'nc_users_whoami', arguments: {} }, id, ALICE, connection.signal)
  answer.catch(() => {})
  return { url: { mcp: url, abort: () => connection.abort() }, held, answer }
}
