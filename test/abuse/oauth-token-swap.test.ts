import t from 'tap'
import { ALL, OAUTH } from '../helpers/oauth-server.js'
import {
  attempt,
  connect,
  consentTo,
  exchange,
  newClient,
  openSession,
  personsBrowser,
  post,
  refresh,
} from '../helpers/scripted-client.js'
import { startVictim, walkToCallback } from './victim.js'

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const auth = (token: string) => ({ authorization: `Bearer ${token}` })

const victim = await startVictim(t, { env: { ...OAUTH, FORWARDED_ALLOW_IPS: '127.0.0.1' } })
/** Each test has the minute to itself. */
t.beforeEach(() => victim.later(61_000))
const statusOf = async (token: string) => (await victim.mcp(LIST, auth(token))).status

t.test('GAP-14: nothing that we give out opens /mcp, except an access token', async t => {
  const client = await newClient(victim, { token_endpoint_auth_method: 'client_secret_post' })
  const begun = attempt(victim, client)
  const browser = personsBrowser(victim)
  const code = (await consentTo(victim, begun, { browser })).get('code') ?? ''
  const [session] = [...browser.cookies].filter(([name]) => name === 'mcp_session').map(([, value]) => value)
  t.match(session, /^[\w-]{43}$/)
  t.equal(await statusOf(code), 401)
  const { body } = await exchange(victim, client, code, begun.verifier)
  victim.wire.sent.splice(0)
  for (const other of [body.refresh_token, code, client.secret!, client.id, session!, `ncmcp_at_${session}`])
    t.equal(await statusOf(other), 401, other.slice(0, 13))
  const shown = JSON.stringify(victim.wire.sent.map(({ request }) => String(request.body ?? '')))
  t.notMatch(shown, /ncmcp_/, 'and the provider is not asked about it')
  t.equal(await statusOf(body.access_token), 200)
})

t.test('GAP-13: a token of ours opens /mcp and nothing else, neither here nor at Nextcloud', async t => {
  const { body } = await connect(victim, await newClient(victim))
  const headers = auth(body.access_token)
  victim.wire.sent.splice(0)
  for (const url of ['/api/v1/users/alice/session', '/api/v1/webhooks', '/api/v1/audit'])
    t.equal((await victim.app.inject({ url, headers })).statusCode, 401, url)
  t.notOk(
    victim.wire.outbound().some(line => line.includes('introspect')),
    'nor is it shown there',
  )
  const atNextcloud = await fetch(`${victim.sandbox.url}/ocs/v2.php/cloud/user?format=json`, {
    headers: { ...headers, 'ocs-apirequest': 'true' },
  })
  t.equal(atNextcloud.status, 401)
})

t.test('GAP-38: what leaves for Nextcloud is the person’s grant, never what the client sent', async t => {
  const { body } = await connect(victim, await newClient(victim))
  victim.wire.sent.splice(0)
  t.notOk((await victim.call('nc_users_whoami', {}, auth(body.access_token))).isError)
  const credentials = victim.wire.sent.map(({ request: { credential, headers = {}, body } }) => {
    const token = credential?.kind === 'bearer' ? credential.token.reveal() : ''
    return { token, all: `${JSON.stringify(headers)} ${token} ${body ?? ''}` }
  })
  t.ok(credentials.some(({ token }) => token !== ''))
  for (const { all } of credentials) t.notOk(all.includes('ncmcp_'))
})

t.test(
  'tokens are taken where they belong: an access token refreshes nothing, a foreign client revokes nothing',
  async t => {
    const [client, thief] = [await newClient(victim), await newClient(victim, { client_name: 'Thief' })]
    const { body } = await connect(victim, client)
    t.match(await refresh(victim, client, body.access_token), { status: 400, body: { error: 'invalid_grant' } })
    t.match(await refresh(victim, thief, body.refresh_token), { status: 400, body: { error: 'invalid_grant' } })
    for (const token of [body.access_token, body.refresh_token])
      t.equal((await post(victim, '/oauth/revoke', { token, client_id: thief.id })).status, 200)
    t.equal(await statusOf(body.access_token), 200, 'it lives')
    t.equal((await refresh(victim, client, body.refresh_token)).status, 200, 'and the theft did not burn it')
  },
)

t.test('GAP-39: a refresh narrows and never widens, and a narrow token stays narrow', async t => {
  const client = await newClient(victim)
  const begun = attempt(victim, client, { scope: 'notes.read' })
  const answer = await consentTo(victim, begun)
  const { body } = await exchange(victim, client, answer.get('code'), begun.verifier)
  t.equal(body.scope, 'notes.read')
  const wider = await refresh(victim, client, body.refresh_token, { scope: 'notes.read notes.write' })
  t.match(wider, { status: 400, body: { error: 'invalid_scope' } })
  const same = await refresh(victim, client, body.refresh_token)
  const denied = await victim.call('nc_notes_create_note', { title: 'x', content: 'y' }, auth(same.body.access_token))
  t.equal(denied.status, 403)
  const asked = await personsBrowser(victim).open(attempt(victim, client, { scope: ALL }).url)
  t.match(asked.html, /Allow Claude\?/, 'more is a question to the person')
})

t.test('GAP-13: a token for another resource is not to be had', async t => {
  const client = await newClient(victim)
  for (const resource of ['https://evil.example/mcp', `${victim.url}/api/v1`, `${victim.url}.evil.example/mcp`]) {
    const response = await fetch(attempt(victim, client, { resource }).url, { redirect: 'manual' })
    t.match(response.headers.get('location'), /error=invalid_target/, resource)
  }
  const { body } = await connect(victim, client)
  const moved = await refresh(victim, client, body.refresh_token, { resource: 'https://evil.example/mcp' })
  t.match(moved, { status: 400, body: { error: 'invalid_target' } })
})

t.test('GAP-6: mix-up: an answer of another issuer is none, and ours says whose it is', async t => {
  const browser = personsBrowser(victim)
  const begun = attempt(victim, await newClient(victim))
  await browser.submit(await browser.open(begun.url), 'consent', { decision: 'allow' })
  const location = browser.visited.find(url => url.includes('/apps/oidc/authorize')) ?? ''
  const callback = await walkToCallback(victim, location, 'alice')
  const left = await browser.open(`${victim.url}${callback}&iss=https%3A%2F%2Fevil.example`)
  const answer = Object.fromEntries(new URL(left.url).searchParams)
  t.match(answer, { error: 'server_error', state: begun.state, iss: victim.url })
  t.notOk('code' in answer)
})

t.test('GAP-3: a made-up code, state or error at the callback moves no request on', async t => {
  const browser = personsBrowser(victim)
  const page = await browser.open(attempt(victim, await newClient(victim)).url)
  const login = await browser.submit(page, 'consent', { decision: 'allow' })
  const state = new URL(browser.visited.find(url => url.includes('/apps/oidc/authorize')) ?? '').searchParams.get(
    'state',
  )
  victim.wire.sent.splice(0)
  for (const query of [`state=${'x'.repeat(43)}&code=c`, `code=c`, `state=${state}&state=${state}&code=c`]) {
    const forged = await browser.open(`${victim.url}/oauth/callback?${query}`)
    t.equal(forged.status, 400, query.slice(0, 12))
  }
  t.strictSame(victim.wire.outbound(), [])
  const alice = victim.sandbox.users.find(({ uid }) => uid === 'alice')!
  const left = await browser.submit(login, '/login', { user: alice.loginName, password: alice.password })
  t.match(new URL(left.url).searchParams.get('code'), /^ncmcp_ac_/, 'the person’s own sign-in goes on')
})

t.test('GAP-21: who disconnects a client, or revokes access, ends it at once, and nothing leaves any more', async t => {
  const client = await newClient(victim)
  const browser = personsBrowser(victim)
  const begun = attempt(victim, client)
  const answer = await consentTo(victim, begun, { browser, uid: 'bob' })
  const { body } = await exchange(victim, client, answer.get('code'), begun.verifier)
  t.equal(await statusOf(body.access_token), 200)
  const page = await openSession(browser, victim, 'bob')
  await browser.submit(page, 'disconnect')
  victim.wire.sent.splice(0)
  t.equal((await victim.call('nc_users_whoami', {}, auth(body.access_token))).status, 401)
  t.equal((await refresh(victim, client, body.refresh_token)).status, 400)
  t.strictSame(victim.wire.outbound(), [])
  const again = await connect(victim, client, 'bob')
  await victim.app.oauth!.broker.revoke('bob')
  victim.wire.sent.splice(0)
  t.equal((await victim.call('nc_users_whoami', {}, auth(again.body.access_token))).status, 401)
  t.strictSame(victim.wire.outbound(), [])
})
