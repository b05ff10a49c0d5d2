import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import * as v2 from '@modelcontextprotocol/client'
import t from 'tap'
import { startOAuthServer, STATELESS } from '../../helpers/oauth-server.js'

const INFO = { name: 'test', version: '1' }
const OCS_USER = '/ocs/v2.php/cloud/user'

/** The two official clients, under one shape. */
const CLIENTS = {
  v1: (url: URL, headers: Record<string, string>) => {
    const client = new Client(INFO)
    const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } })
    return { client, connect: () => client.connect(transport) }
  },
  v2: (url: URL, headers: Record<string, string>) => {
    const client = new v2.Client(INFO)
    const transport = new v2.StreamableHTTPClientTransport(url, { requestInit: { headers } })
    return { client, connect: () => client.connect(transport) }
  },
}

for (const [name, open] of Object.entries(CLIENTS)) {
  t.test(`the official client ${name} works as the person of its bearer token`, async t => {
    const { url, token } = await startOAuthServer(t)
    const headers = { authorization: `Bearer ${await token('u-1f3a')}` }
    const { client, connect } = open(new URL('/mcp', url), headers)
    await connect()
    t.teardown(() => client.close())
    const { tools } = await client.listTools()
    t.ok(tools.some(tool => tool.name === 'nc_notes_create_note'))
    const whoami = await client.callTool({ name: 'nc_users_whoami', arguments: {} })
    t.match(whoami.structuredContent, { user_id: 'u-1f3a', login_name: null, email: 'carol@example.org' })
    const folder = await client.callTool({ name: 'nc_files_list_folder', arguments: { path: '/' } })
    t.notOk(folder.isError, 'WebDAV takes the token too')
  })

  t.test(`the official client ${name} is turned away without a token`, async t => {
    const { url } = await startOAuthServer(t)
    await t.rejects(open(new URL('/mcp', url), {}).connect())
  })
}

t.test(
  'VER-15: the caller’s own token goes to Nextcloud, each request with the header that app routes need',
  async t => {
    const { sandbox, token, callTool } = await startOAuthServer(t)
    const alice = await token('alice')
    sandbox.clearCalls()
    t.notOk((await callTool(alice, 'nc_notes_create_note', { title: 'Plan', content: 'one' })).body.result.isError)
    const calls = sandbox.calls.filter(({ path }) => path.includes('/notes/'))
    t.ok(calls.length > 0)
    t.ok(calls.every(({ authorization, ocsApiRequest }) => authorization === 'bearer' && ocsApiRequest))
  },
)

t.test('two people with the same questions at the same time each get their own answers', async t => {
  const { token, callTool } = await startOAuthServer(t)
  const people = ['alice', 'bob', 'u-1f3a']
  const tokens = await Promise.all(people.map(uid => token(uid)))
  const rounds = Array.from({ length: 10 }, () => tokens).flat()
  const answers = await Promise.all(rounds.map(one => callTool(one, 'nc_users_whoami')))
  t.strictSame(
    answers.map(({ body }) => body.result.structuredContent.user_id),
    Array.from({ length: 10 }, () => people).flat(),
  )
})

t.test('without offline access nothing is stored, and the tools work all the same', async t => {
  const { app, token, callTool, url } = await startOAuthServer(t, { env: STATELESS })
  t.equal(app.storage, undefined)
  const listed = await (await startedList(url, await token('alice'))).json()
  t.notOk(JSON.stringify(listed).includes('nc_access_'))
  t.match((await callTool(await token('alice'), 'nc_users_whoami')).body, {
    result: { structuredContent: { user_id: 'alice' } },
  })
  for (const path of ['/oauth/authorize-nextcloud', '/api/v1/users/alice/session', '/webhooks/nextcloud'])
    t.equal((await app.inject(path)).statusCode, 404, path)
  t.match((await app.inject('/api/v1/status')).json(), { auth_mode: 'oauth', webhooks_enabled: false })
})

t.test('with offline access the management API, provisioning and webhooks are there as in hybrid mode', async t => {
  const { app, url, token, bearer, provision, callTool } = await startOAuthServer(t)
  t.equal((await app.inject('/oauth/authorize-nextcloud')).statusCode, 302)
  await provision('alice')
  const headers = await bearer('alice')
  t.match((await app.inject({ url: '/api/v1/users/alice/session', headers })).json(), {
    background_access_granted: true,
  })
  t.equal((await app.inject({ method: 'POST', url: '/webhooks/nextcloud', payload: {} })).statusCode, 401)
  t.match((await app.inject('/api/v1/status')).json(), { auth_mode: 'oauth', webhooks_enabled: true })
  t.match((await app.inject('/health/live')).json(), { mode: 'oauth' })
  t.match((await app.inject('/health/ready')).json(), {
    status: 'ready',
    checks: { auth_mode: 'oauth', oauth: 'ready' },
  })
  const access = await callTool(await token('alice'), 'nc_access_get_status')
  t.match(access.body.result.structuredContent, { provisioned: true })
  t.equal((await fetch(`${url}/mcp`, { headers })).status, 405, 'a token for the public URL is for /mcp too')
})

t.test('HTTP Basic does not open /mcp here, and Nextcloud is not asked about the password', async t => {
  const { url, sandbox, basic } = await startOAuthServer(t)
  sandbox.clearCalls()
  const response = await fetch(`${url}/mcp`, { method: 'POST', headers: basic('alice'), body: '{}' })
  t.equal(response.status, 401)
  t.match(response.headers.get('www-authenticate'), /^Bearer /)
  t.notOk(sandbox.calls.some(({ path }) => path === OCS_USER))
})

function startedList(url: string, token: string) {
  return fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  })
}
