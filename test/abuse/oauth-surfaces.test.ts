import { connect } from 'node:net'
import t from 'tap'
import { OAUTH } from '../helpers/oauth-server.js'
import { attempt, CLAUDE_REDIRECT, newClient, personsBrowser, register } from '../helpers/scripted-client.js'
import { rawRequest, sendRaw, statusOf } from './raw-http.js'
import { START, startVictim } from './victim.js'

const MIB = 1024 * 1024
const ADMITTED = 'https://inspector.example'
const METADATA = [
  '/.well-known/oauth-protected-resource/mcp',
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
  '/mcp/.well-known/openid-configuration',
]
const ENDPOINTS = ['/oauth/token', '/oauth/revoke', '/oauth/register']
const PAGES = ['/oauth/authorize', '/oauth/consent', '/oauth/clients', '/oauth/disconnect', '/oauth/logout']
const GUARDED = [...ENDPOINTS, ...PAGES, '/mcp', '/api/v1/status', START, '/oauth/callback']

const env = { ...OAUTH, FORWARDED_ALLOW_IPS: '127.0.0.1', MCP_ALLOWED_ORIGINS: ADMITTED }
const victim = await startVictim(t, { env })
const { app } = victim
const isAlive = async () => (await app.inject('/health/live')).statusCode === 200
let network = 0
/** Limits count per address; these tests are not about them. */
const elsewhere = () => ({ 'x-forwarded-for': `198.51.${(network += 1) >> 8}.${network & 255}` })

t.test(
  'GAP-32: a foreign Host is 403 on every surface of OAuth mode, a foreign Origin on all but the metadata',
  async t => {
    victim.wire.sent.splice(0)
    for (const method of ['GET', 'POST'] as const) {
      for (const url of [...GUARDED, ...METADATA])
        for (const host of ['evil.example', 'localhost.evil.example', 'localhost@evil.example'])
          t.equal((await app.inject({ method, url, headers: { host } })).statusCode, 403, `${method} ${url} ${host}`)
      for (const url of GUARDED)
        for (const origin of ['https://evil.example', 'null', `${ADMITTED}.evil.example`, 'file://'])
          t.equal(
            (await app.inject({ method, url, headers: { origin } })).statusCode,
            403,
            `${method} ${url} ${origin}`,
          )
    }
    t.strictSame(victim.wire.outbound(), [])
  },
)

t.test(
  'GAP-31: pages elsewhere read the metadata, admitted ones the endpoints, and none ever with cookies',
  async t => {
    const cors = (headers: Record<string, unknown>) =>
      Object.keys(headers).filter(name => name.startsWith('access-control-'))
    for (const url of METADATA) {
      const { headers } = await app.inject({ url, headers: { origin: 'https://evil.example' } })
      t.equal(headers['access-control-allow-origin'], '*')
      t.notOk('access-control-allow-credentials' in headers)
      t.notOk('set-cookie' in headers)
    }
    for (const url of ENDPOINTS) {
      for (const method of ['OPTIONS', 'POST'] as const) {
        const mine = await app.inject({ method, url, headers: { origin: ADMITTED, ...elsewhere() } })
        t.equal(mine.headers['access-control-allow-origin'], ADMITTED, url)
        t.notOk('access-control-allow-credentials' in mine.headers)
        const foreign = await app.inject({ method, url, headers: { origin: 'https://evil.example' } })
        t.strictSame(cors(foreign.headers), [], url)
      }
    }
    for (const url of PAGES)
      t.strictSame(cors((await app.inject({ url, headers: { origin: ADMITTED, ...elsewhere() } })).headers), [], url)
  },
)

t.test('GAP-28: header bombs are 431 and large bodies 413, before anybody is asked', async t => {
  victim.wire.sent.splice(0)
  for (const path of ['/mcp', '/oauth/token', '/oauth/authorize', '/.well-known/oauth-authorization-server'])
    for (const header of [`Authorization: Bearer ${'A'.repeat(MIB)}`, `Cookie: ${'mcp_session=1;'.repeat(MIB / 14)}`])
      t.equal(statusOf(await sendRaw(victim.url, rawRequest(`GET ${path}`, ['Host: 127.0.0.1', header]))), 431, path)
  for (const url of [...ENDPOINTS, '/oauth/consent', '/oauth/disconnect']) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...elsewhere() }
    t.equal((await app.inject({ method: 'POST', url, headers, payload: 'a='.padEnd(65 * 1024, 'a') })).statusCode, 413)
  }
  const nobody = await app.inject({ method: 'POST', url: '/mcp', payload: 'x'.repeat(4 * MIB + 1) })
  t.equal(nobody.statusCode, 401, 'who is nobody may not even send it')
  t.strictSame(victim.wire.outbound(), [])
  t.ok(await isAlive())
})

t.test('GAP-28: a body that never ends is a connection that does, and half a request does nothing', async t => {
  const { requestTimeout, headersTimeout } = app.server
  t.ok(requestTimeout > 0 && requestTimeout <= 30_000 && headersTimeout > 0 && headersTimeout <= 15_000)
  const before = await app.storage!.authorizationServer.clients.count()
  const body = JSON.stringify({ redirect_uris: [CLAUDE_REDIRECT] })
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(victim.url).port) })
  const head = ['Host: 127.0.0.1', 'Content-Type: application/json', `Content-Length: ${body.length + 1}`]
  await new Promise(resolve => socket.write(rawRequest('POST /oauth/register', head, body), resolve))
  t.ok(await isAlive(), 'others are served meanwhile')
  t.equal(await app.storage!.authorizationServer.clients.count(), before)
  socket.destroy()
})

t.test('deep JSON and forms with a thousand fields are refused, and the server lives', async t => {
  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
  const json = { 'content-type': 'application/json', ...elsewhere() }
  t.equal((await app.inject({ method: 'POST', url: '/oauth/register', headers: json, payload: deep })).statusCode, 400)
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...elsewhere() }
  for (const payload of [
    Array.from({ length: 5_000 }, (_, n) => `k${n}=v`).join('&'),
    'grant_type=refresh_token&grant_type=refresh_token&refresh_token=x&client_id=y',
    'grant_type[__proto__]=x&__proto__=y&constructor=z',
    'grant_type=%ff%fe&client_id=%00',
  ]) {
    const answer = await app.inject({ method: 'POST', url: '/oauth/token', headers: form, payload })
    t.match(answer.statusCode, /^40[01]$/, payload.slice(0, 30))
  }
  t.ok(await isAlive())
})

t.test(
  'GAP-35, GAP-44: a whole /64 registers ten clients a minute, and a spoofed address counts for nobody',
  async t => {
    const send = (ip: string, remoteAddress: string) =>
      app.inject({
        method: 'POST',
        url: '/oauth/register',
        remoteAddress,
        headers: { 'x-forwarded-for': ip },
        payload: { redirect_uris: [CLAUDE_REDIRECT] },
      })
    const statuses: number[] = []
    for (let host = 0; host < 11; host += 1)
      statuses.push((await send(`2001:db8:1:1::${host}`, '127.0.0.1')).statusCode)
    t.strictSame(statuses.slice(-2), [201, 429])
    for (let count = 0; count < 10; count += 1) await send(`203.0.113.${count}`, '192.0.2.1')
    t.equal((await send('203.0.113.99', '192.0.2.1')).statusCode, 429, 'the peer is no proxy')
  },
)

t.test('GAP-30: a cookie that names a person is no session', async t => {
  const client = await newClient(victim)
  for (const value of ['alice', 'admin', 'a'.repeat(43)]) {
    const headers = { cookie: `mcp_session=${value}; __Host-mcp_session=${value}`, ...elsewhere() }
    const page = await app.inject({ url: '/oauth/clients', headers })
    t.equal(page.statusCode, 302, 'to the sign-in')
    const browser = personsBrowser(victim)
    browser.cookies.set('mcp_session', value)
    t.match((await browser.open(attempt(victim, client).url)).html, /work with your Nextcloud account/)
  }
})

t.test('GAP-49: a token of ours in the address is 400, and stays out of the log', async t => {
  const token = `ncmcp_at_${'a'.repeat(43)}`
  for (const [method, path] of [
    ['POST', '/mcp'],
    ['GET', '/mcp'],
    ['GET', '/api/v1/users/alice/session'],
  ] as const)
    t.equal((await app.inject({ method, url: `${path}?access_token=${token}` })).statusCode, 400, path)
  t.notOk(victim.lines.join('').includes(token))
})

t.test('GAP-41: what changes something is no GET, and what a GET starts is no HEAD', async t => {
  for (const url of [...ENDPOINTS, '/oauth/disconnect', '/oauth/logout'])
    t.match((await app.inject({ url })).statusCode, /^40[45]$/, url)
  for (const url of ['/oauth/authorize', '/oauth/consent', '/oauth/clients'])
    t.match((await app.inject({ method: 'HEAD', url, headers: elsewhere() })).statusCode, /^40[45]$/, url)
})

t.test(
  'GAP-42: behind https the cookies of the authorization server are Secure, HttpOnly, Lax and __Host-',
  async t => {
    const publicUrl = 'https://mcp.example.com'
    const secure = await startVictim(t, { env: { ...OAUTH, NEXTCLOUD_MCP_SERVER_URL: publicUrl } })
    const client = await newClient({ url: secure.url }, {})
    const { pathname, search } = new URL(attempt({ url: publicUrl }, client).url)
    for (const url of [pathname + search, '/oauth/clients']) {
      const { headers } = await secure.app.inject({ url, headers: { host: 'mcp.example.com' } })
      const lines = [headers['set-cookie'] ?? []].flat()
      t.ok(lines.length > 0, url)
      for (const line of lines)
        t.match(line, /^__Host-mcp_\w+=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    }
  },
)

t.test(
  'GAP-12, GAP-34: a registration with more than it may have is refused, and nothing of it is fetched',
  async t => {
    victim.wire.sent.splice(0)
    for (const changes of [
      { redirect_uris: Array.from({ length: 6 }, (_, n) => `https://a.example/${n}`) },
      { redirect_uris: [`https://a.example/${'a'.repeat(2_000)}`] },
      { redirect_uris: 'https://a.example/' },
      { redirect_uris: [] },
      { redirect_uris: [CLAUDE_REDIRECT], token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'http://10.0.0.1/' },
      { redirect_uris: [CLAUDE_REDIRECT], grant_types: ['client_credentials'] },
      { redirect_uris: [CLAUDE_REDIRECT], response_types: ['token'] },
    ]) {
      victim.later(61_000)
      t.match(
        await register(victim, changes),
        { status: 400, body: { error: /^invalid_/ } },
        JSON.stringify(changes).slice(0, 60),
      )
    }
    t.strictSame(victim.wire.outbound(), [])
  },
)
