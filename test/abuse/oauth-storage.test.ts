import Database from 'better-sqlite3'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { OAUTH } from '../helpers/oauth-server.js'
import {
  attempt,
  connect,
  consentTo,
  exchange,
  newClient,
  personsBrowser,
  refresh,
} from '../helpers/scripted-client.js'
import { startVictim } from './victim.js'

const path = join(t.testdir(), 'data', 'tokens.db')
const victim = await startVictim(t, { env: { ...OAUTH, TOKEN_STORAGE_DB: path } })
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
}
const auth = (token: string) => ({ authorization: `Bearer ${token}` })
const bytesOf = () =>
  readdirSync(dirname(path))
    .map(name => readFileSync(join(dirname(path), name), 'latin1'))
    .join('')

t.test('GAP-19: who reads the database holds nothing that opens anything', async t => {
  const client = await newClient(victim, { token_endpoint_auth_method: 'client_secret_post' })
  const browser = personsBrowser(victim)
  const begun = attempt(victim, client)
  const code = (await consentTo(victim, begun, { browser })).get('code') ?? ''
  const { body } = await exchange(victim, client, code, begun.verifier)
  const waiting = personsBrowser(victim)
  await waiting.submit(await waiting.open(attempt(victim, client).url), 'consent', { decision: 'allow' })
  const bytes = bytesOf()
  t.ok(bytes.includes('mcp_tokens') && bytes.includes(client.id), 'it is the database')
  const cookies = [...browser.cookies, ...waiting.cookies].filter(([name]) => /^mcp_(auth|prov|session)/.test(name))
  t.ok(cookies.length >= 3)
  for (const secret of [code, begun.verifier, client.secret!, body.access_token, body.refresh_token])
    t.notOk(bytes.includes(secret), secret.slice(0, 12))
  for (const [name, value] of cookies) t.notOk(bytes.includes(value), name)

  const reader = new Database(path, { readonly: true })
  t.teardown(() => reader.close())
  const values = ['mcp_tokens', 'mcp_codes', 'mcp_clients', 'browser_sessions', 'mcp_requests'].flatMap(table =>
    reader
      .prepare<[], Record<string, unknown>>(`select * from ${table}`)
      .all()
      .flatMap(row => Object.values(row))
      .filter(value => typeof value === 'string'),
  )
  t.ok(values.length > 20)
  const ours = values.filter(value => /^[\w-]{43}$/.test(value))
  for (const value of new Set(ours)) {
    for (const token of [value, `ncmcp_at_${value}`]) t.equal((await victim.mcp(LIST, auth(token))).status, 401)
    t.equal((await refresh(victim, client, value)).status, 400)
    t.equal((await refresh(victim, { ...client, secret: value }, body.refresh_token)).status, 401)
    const page = await victim.app.inject({ url: '/oauth/clients', headers: { cookie: `mcp_session=${value}` } })
    t.not(page.statusCode, 200)
    victim.later(4_000)
  }
  t.equal((await refresh(victim, client, body.refresh_token)).status, 200, 'nothing of it burned the real one')
  for (const name of readdirSync(dirname(path)))
    t.equal(statSync(join(dirname(path), name)).mode & 0o077, 0, `${name} is nobody else’s`)
})

t.test('GAP-30: a session ends after half an hour without its person, and after twelve hours with them', async t => {
  const client = await newClient(victim)
  const browser = personsBrowser(victim)
  const named = async () => {
    const page = await browser.open(attempt(victim, client, { prompt: 'consent' }).url)
    return page.html.includes('<strong>alice</strong>')
  }
  await consentTo(victim, attempt(victim, client), { browser })
  t.ok(await named())
  victim.later(31 * 60_000)
  t.notOk(await named(), 'who comes next is asked who they are')
  await consentTo(victim, attempt(victim, client), { browser })
  for (let count = 0; count < 25; count += 1) {
    victim.later(29 * 60_000)
    if (count < 24) await named()
  }
  t.notOk(await named())
})

t.test('GAP-26: no session id is given, and one that is brought along opens nothing', async t => {
  const { body } = await connect(victim, await newClient(victim))
  const { body: other } = await connect(victim, await newClient(victim), 'bob')
  const answer = await victim.mcp(initialize, auth(body.access_token))
  t.equal(answer.status, 200)
  t.notOk(Object.keys(answer.headers).some(name => name === 'mcp-session-id' || name === 'set-cookie'))
  const stolen = { 'mcp-session-id': 'a1b2c3d4-e5f6-7890-abcd-ef1234567890', 'last-event-id': '1' }
  t.equal((await victim.mcp(LIST, stolen)).status, 401)
  for (const method of ['GET', 'DELETE'] as const) {
    const headers = { ...stolen, accept: 'text/event-stream' }
    t.equal((await victim.app.inject({ method, url: '/mcp', headers })).statusCode, 401)
    const known = { ...headers, ...auth(other.access_token) }
    t.equal((await victim.app.inject({ method, url: '/mcp', headers: known })).statusCode, 405)
  }
  t.match((await victim.call('nc_users_whoami', {}, { ...stolen, ...auth(other.access_token) })).text, /bob/)
})

t.test('GAP-46: an account that was deleted takes its clients with it, also when its name comes back', async t => {
  const client = await newClient(victim)
  const { body } = await connect(victim, client, 'bob')
  t.notOk((await victim.call('nc_users_whoami', {}, auth(body.access_token))).isError)
  victim.sandbox.setEnabled('bob', false)
  victim.later(3_000_000)
  const refused = await victim.call('nc_users_whoami', {}, auth(body.access_token))
  t.ok(refused.status === 401 || refused.isError, refused.text)
  victim.sandbox.setEnabled('bob', true)
  const again = await victim.call('nc_users_whoami', {}, auth(body.access_token))
  t.equal(again.status, 401, 'the old token stays dead')
})
