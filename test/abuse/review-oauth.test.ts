import t from 'tap'
import { startHybridServer, type HybridServer } from '../helpers/hybrid-server.js'
import { attempt, CLAUDE_REDIRECT, connect, newClient, refresh, register } from '../helpers/scripted-client.js'

const start = (test: Parameters<typeof startHybridServer>[0]) => startHybridServer(test, { env: { MCP_OAUTH: 'true' } })

async function whoAmI({ url }: HybridServer, token: string) {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'nc_users_whoami', arguments: {} },
    }),
  })
  return { status: response.status, text: await response.text() }
}

t.test('GAP-6: nobody can have an answer of ours arrive at a client under the name of another server', async t => {
  const server = await start(t)
  const query = `iss=${encodeURIComponent('https://evil.example')}`
  const refused = await register(server, { redirect_uris: [`${CLAUDE_REDIRECT}?${query}`] })
  t.match(refused, { status: 400, body: { error: 'invalid_redirect_uri' } })
  const client = await newClient(server)
  for (const redirect_uri of [
    `${CLAUDE_REDIRECT}?${query}`,
    `${CLAUDE_REDIRECT}?state=x`,
    `${CLAUDE_REDIRECT}&${query}`,
  ]) {
    const response = await fetch(attempt(server, client, { redirect_uri }).url, { redirect: 'manual' })
    t.equal(response.status, 400, redirect_uri)
    t.equal(response.headers.get('location'), null)
  }
})

t.test('GAP-48: a disabled person loses access, and nobody is told that Nextcloud takes no tokens', async t => {
  const server = await start(t)
  const client = await newClient(server)
  const { access_token: token, refresh_token } = (await connect(server, client)).body
  t.match(await whoAmI(server, token), { status: 200, text: /alice/ })
  server.sandbox.setEnabled('alice', false)
  const answers = [await whoAmI(server, token), await whoAmI(server, token), await whoAmI(server, token)]
  t.notMatch(answers.map(({ text }) => text).join(), /NCMCP_BEARER_NOT_ACCEPTED/)
  t.equal(answers.at(-1)?.status, 401)
  t.match((await refresh(server, client, refresh_token)).body, { error: 'invalid_grant' })
  t.strictSame(server.app.oauth?.probe.warnings(), [])
})

t.test('GAP-2: a client in a loop is stopped before it fills the disk, and keeps what it has', async t => {
  const server = await start(t)
  const client = await newClient(server)
  let answer = await connect(server, client)
  for (let turn = 0; turn < 119; turn += 1) answer = await refresh(server, client, answer.body.refresh_token)
  t.equal(answer.status, 200)
  const stopped = await refresh(server, client, answer.body.refresh_token)
  t.match(stopped, { status: 429, body: { error: 'too_many_requests' } })
  t.equal(stopped.headers.get('retry-after'), '60')
  t.match(await whoAmI(server, answer.body.access_token), { status: 200 })
})

t.test('GAP-46: clients of whoever had the user id before stay outside, however access is given anew', async t => {
  const signIn = async (server: HybridServer) => (await connect(server, await newClient(server))).status
  const handOver = async ({ app, basic, sandbox }: HybridServer) => {
    const headers = basic('alice', sandbox.createAppPassword('alice'))
    return (await app.inject({ method: 'POST', url: '/api/v1/users/alice/app-password', headers })).statusCode
  }
  for (const giveAccess of [signIn, handOver]) {
    const server = await start(t)
    const client = await newClient(server)
    const { access_token, refresh_token } = (await connect(server, client)).body
    const [grant] = await server.app.storage!.grants.ofUser('alice')
    await server.app.storage!.grants.markUnreadable(grant!.issuer, 'alice', 'refused', Math.floor(Date.now() / 1000))
    t.equal(await giveAccess(server), 200)
    t.equal((await whoAmI(server, access_token)).status, 401)
    t.match((await refresh(server, client, refresh_token)).body, { error: 'invalid_grant' })
  }
})
