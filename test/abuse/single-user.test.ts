import t from 'tap'
import { loadConfig } from '../../src/config/load-config.js'
import { pinoLines } from '../helpers/pino-lines.js'
import { singleUserServer, STATIC_TOKEN } from '../helpers/single-user-server.js'
import { rawRequest, sendRaw, statusOf } from './raw-http.js'

const MIB = 1024 * 1024
const PASSWORD = 'carol-demo-password'
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})

const { lines, logger } = pinoLines()
const guarded = await singleUserServer(t, {
  env: { MCP_STATIC_TOKEN: STATIC_TOKEN, HOST: '0.0.0.0', FORWARDED_ALLOW_IPS: '127.0.0.1' },
  overrides: { logger },
})
const { app, ask, sandbox } = guarded
const url = await app.listen({ host: '127.0.0.1', port: 0 })
/** Wrong tokens count per network; what is tested here is something else. */
let network = 0
const from = (headers: Record<string, string> = {}) => ({
  ...headers,
  'x-forwarded-for': `198.51.${(network += 1) >> 8}.${network & 255}`,
})

t.test(
  'GAP-24: nobody acts as the account without the token: no header, another scheme, its name and password',
  async t => {
    await ask('tools/list', {}, from(bearer(STATIC_TOKEN)))
    sandbox.clearCalls()
    for (const headers of [
      {},
      bearer(''),
      bearer(STATIC_TOKEN.slice(0, -1)),
      bearer(`${STATIC_TOKEN}x`),
      bearer(STATIC_TOKEN.toUpperCase()),
      bearer(`${STATIC_TOKEN}, ${STATIC_TOKEN}`),
      basic('carol.login', PASSWORD),
      basic('carol.login', STATIC_TOKEN),
      { authorization: STATIC_TOKEN },
      { 'proxy-authorization': `Bearer ${STATIC_TOKEN}` },
      { cookie: `mcp_session=u-1f3a; token=${STATIC_TOKEN}` },
      { 'mcp-session-id': 'a1b2c3d4-e5f6-7890-abcd-ef1234567890' },
    ]) {
      const answer = await ask('tools/list', {}, from(headers))
      t.equal(answer.statusCode, 401, JSON.stringify(headers))
      t.match(answer.headers['www-authenticate'], /^Bearer realm="Nextcloud MCP"/)
      t.notMatch(answer.headers['www-authenticate'], /resource_metadata/, 'there is no OAuth here')
      for (const method of ['GET', 'DELETE', 'PUT'] as const)
        t.match((await app.inject({ method, url: '/mcp', headers: from(headers) })).statusCode, /^(401|40[45])$/)
    }
    t.strictSame(sandbox.calls, [])
    t.equal((await ask('tools/list', {}, from(bearer(STATIC_TOKEN)))).statusCode, 200)
  },
)

t.test('two Authorization headers are no token, though one of them is it', async t => {
  const good = `Authorization: Bearer ${STATIC_TOKEN}`
  const send = (headers: readonly string[]) =>
    sendRaw(
      url,
      rawRequest('GET /mcp', ['Host: 127.0.0.1', `X-Forwarded-For: ${from()['x-forwarded-for']}`, ...headers]),
    )
  t.equal(statusOf(await send([good])), 405, 'alone it is')
  for (const pair of [
    [good, 'Authorization: Bearer x'],
    ['Authorization: Bearer x', good],
    [good, good],
  ])
    t.equal(statusOf(await send(pair)), 401)
})

t.test('GAP-49: the token in an address is 400, and in no line of the log', async t => {
  for (const query of [`?access_token=${STATIC_TOKEN}`, `?token=x&access_token=${STATIC_TOKEN}`])
    t.equal((await app.inject({ method: 'POST', url: `/mcp${query}`, headers: from(), payload: {} })).statusCode, 400)
})

t.test('GAP-32: a foreign Host or Origin is 403 on every surface, with the token or without', async t => {
  sandbox.clearCalls()
  for (const path of ['/mcp', '/api/v1/status', '/oauth/callback', '/']) {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'localhost@evil.example'])
      t.equal((await app.inject({ url: path, headers: { ...bearer(STATIC_TOKEN), host } })).statusCode, 403, host)
    for (const origin of ['https://evil.example', 'null', 'file://', 'http://localhost.evil.example'])
      t.equal((await app.inject({ url: path, headers: { ...bearer(STATIC_TOKEN), origin } })).statusCode, 403, origin)
  }
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/mcp',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  t.notOk(Object.keys(preflight.headers).some(name => name.startsWith('access-control-')))
  t.strictSame(sandbox.calls, [])
})

t.test(
  'GAP-9, GAP-10, GAP-11, GAP-30, GAP-31, GAP-40: there is no OAuth, no page and no management to attack',
  async t => {
    const cookie = 'mcp_session=u-1f3a; __Host-mcp_session=u-1f3a'
    sandbox.clearCalls()
    for (const [method, path] of [
      ['GET', '/.well-known/oauth-protected-resource'],
      ['GET', '/.well-known/oauth-protected-resource/mcp'],
      ['GET', '/.well-known/oauth-authorization-server'],
      ['GET', '/.well-known/openid-configuration'],
      ['GET', '/oauth/authorize?client_id=claude-desktop&redirect_uri=https%3A%2F%2Fevil.example'],
      ['GET', '/oauth/authorize-nextcloud'],
      ['GET', '/oauth/login-flow'],
      ['GET', '/oauth/clients'],
      ['POST', '/oauth/consent'],
      ['POST', '/oauth/token'],
      ['POST', '/oauth/register'],
      ['POST', '/oauth/revoke'],
      ['GET', '/oauth/logout'],
      ['GET', '/app'],
      ['GET', '/api/v1/users/u-1f3a/session'],
      ['POST', '/api/v1/users/u-1f3a/revoke'],
      ['POST', '/api/v1/webhooks'],
      ['POST', '/webhooks/nextcloud'],
    ] as const) {
      const answer = await app.inject({ method, url: path, headers: { ...bearer(STATIC_TOKEN), cookie } })
      t.match(answer.statusCode, /^40[45]$/, `${method} ${path}`)
      t.notOk(answer.headers.location)
      t.notOk(answer.headers['set-cookie'])
    }
    t.strictSame(sandbox.calls, [])
  },
)

t.test('GAP-28: header bombs are 431 and large bodies 413, and the server lives', async t => {
  for (const header of [`Authorization: Bearer ${'A'.repeat(MIB)}`, `Cookie: ${'c=1;'.repeat(MIB / 4)}`])
    t.equal(statusOf(await sendRaw(url, rawRequest('GET /mcp', ['Host: 127.0.0.1', header]))), 431)
  const send = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/mcp', headers, payload: 'x'.repeat(4 * MIB + 1) })
  t.equal((await send(from(bearer(STATIC_TOKEN)))).statusCode, 413)
  t.equal((await send(from())).statusCode, 401, 'who is nobody may not even send it')
  const { requestTimeout, headersTimeout } = app.server
  t.ok(requestTimeout > 0 && requestTimeout <= 30_000 && headersTimeout > 0 && headersTimeout <= 15_000)
  t.equal((await app.inject('/health/live')).statusCode, 200)
})

t.test('GAP-37, GAP-38: no tool takes a person, and what the caller sends goes nowhere', async t => {
  const headers = from({ ...bearer(STATIC_TOKEN), cookie: 'nc_session_id=stolen', 'x-nextcloud-user': 'admin' })
  const { tools } = (await ask('tools/list', {}, headers)).json().result
  t.ok(tools.length > 10)
  for (const { name, inputSchema } of tools)
    t.notMatch(Object.keys(inputSchema.properties ?? {}).join(), /user_?id$/i, name)
  sandbox.clearCalls()
  const me = (await ask('tools/call', { name: 'nc_users_whoami', arguments: { user_id: 'admin' } }, headers)).json()
  t.notMatch(JSON.stringify(me), /"user_id":"admin"/)
  t.ok(sandbox.calls.every(({ authorization }) => authorization === 'basic'))
})

t.test('GAP-35, GAP-44: wrong tokens make their network wait, and no address that somebody makes up', async t => {
  const wrong = (ip: string, remoteAddress: string) =>
    app.inject({
      method: 'POST',
      url: '/mcp',
      remoteAddress,
      headers: { ...bearer('x'.repeat(40)), 'x-forwarded-for': ip },
    })
  for (let host = 0; host < 5; host += 1) await wrong(`2001:db8:7:7::${host}`, '127.0.0.1')
  t.equal((await wrong('2001:db8:7:7::99', '127.0.0.1')).statusCode, 429, 'a /64 is one address')
  for (let count = 0; count < 5; count += 1) await wrong(`203.0.113.${count}`, '192.0.2.1')
  t.equal((await wrong('203.0.113.99', '192.0.2.1')).statusCode, 429, 'the peer is no proxy')
  t.equal((await ask('tools/list', {}, from(bearer(STATIC_TOKEN)))).statusCode, 200)
})

t.test('GAP-29: neither the token nor the password is in the log of all this', async t => {
  t.ok(lines.length > 20)
  const log = lines.join('')
  for (const secret of [STATIC_TOKEN, PASSWORD, Buffer.from(`carol.login:${PASSWORD}`).toString('base64')])
    t.notOk(log.includes(secret))
})

t.test('GAP-43: plain http to another machine, and an open door to others, do not start', async t => {
  const single = { NEXTCLOUD_USERNAME: 'carol.login', NEXTCLOUD_PASSWORD: PASSWORD }
  const load = (env: Record<string, string>) => () => loadConfig({ ...single, METRICS_ENABLED: 'false', ...env })
  t.throws(load({ NEXTCLOUD_HOST: 'http://cloud.example.com' }), { code: 'NCMCP_CONFIG_INVALID' })
  for (const HOST of ['0.0.0.0', '::', '192.0.2.1'])
    t.throws(load({ NEXTCLOUD_HOST: 'https://cloud.example.com', HOST }), { message: /MCP_STATIC_TOKEN/ }, HOST)
  t.equal(load({ NEXTCLOUD_HOST: 'https://cloud.example.com' })().config.server.host, '127.0.0.1')
})
