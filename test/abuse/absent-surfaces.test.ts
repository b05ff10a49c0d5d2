import t, { type Test } from 'tap'
import { startVictim, type Victim } from './victim.js'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const ask = (victim: Victim, method: Method, url: string, payload = '', headers: Record<string, string> = FORM) =>
  victim.app.inject({ method, url, payload, headers })

/** There is nothing: 404 or 405, and nobody else is asked. */
async function isAbsent(t: Test, victim: Victim, calls: readonly (readonly [Method, string, string?])[]) {
  victim.wire.sent.splice(0)
  for (const [method, url, payload] of calls) {
    const answer = await ask(victim, method, url, payload)
    t.match(answer.statusCode, /^40[45]$/, `${method} ${url}: ${answer.statusCode}`)
    t.notOk(answer.headers.location)
    t.notOk(answer.headers['set-cookie'])
  }
  t.strictSame(victim.wire.outbound(), [])
}

t.test('GAP-9: there is no token endpoint that would redeem somebody’s code or refresh token', async t => {
  const victim = await startVictim(t)
  const client = victim.sandbox.createClient({ redirectUris: ['http://127.0.0.1/x'] })
  const { refreshToken } = await victim.sandbox.issueTokens({
    uid: 'alice',
    clientId: client.clientId,
    scope: 'openid offline_access',
  })
  await isAbsent(t, victim, [
    ['POST', '/oauth/token', `grant_type=refresh_token&refresh_token=${refreshToken}`],
    ['POST', '/oauth/token', `grant_type=authorization_code&code=${refreshToken}`],
    ['POST', '/oauth/introspect', `token=${refreshToken}`],
    ['POST', '/oauth/callback', `grant_type=refresh_token&refresh_token=${refreshToken}`],
    ['POST', '/token', `grant_type=refresh_token&refresh_token=${refreshToken}`],
  ])
})

t.test('GAP-10: there is no authorization endpoint to be a confused deputy at', async t => {
  const victim = await startVictim(t)
  const query = 'response_type=code&client_id=x&redirect_uri=https%3A%2F%2Fevil.example&state=s&code_challenge=c'
  await isAbsent(t, victim, [
    ['GET', `/oauth/authorize?${query}`],
    ['POST', `/oauth/authorize?${query}`],
    ['GET', `/authorize?${query}`],
    ['GET', '/oauth/consent'],
    ['POST', '/oauth/consent'],
  ])
})

t.test(
  'GAP-11: nobody registers as a client, with ENABLE_DCR or without, and known client ids mean nothing',
  async t => {
    for (const env of [{}, { ENABLE_DCR: 'true' }]) {
      const victim = await startVictim(t, { env })
      await isAbsent(t, victim, [
        ['POST', '/oauth/register', '{"redirect_uris":["https://evil.example/cb"]}'],
        ['POST', '/register', '{"redirect_uris":["https://evil.example/cb"]}'],
        ['GET', '/oauth/authorize?client_id=claude-desktop&redirect_uri=https%3A%2F%2Fevil.example'],
      ])
    }
  },
)

t.test('GAP-12: no redirect_uri is taken, so none can be bent', async t => {
  const victim = await startVictim(t)
  for (const uri of [
    'javascript://localhost/%0aalert(1)',
    'http://localhost:1@evil.example/',
    'https://evil.example',
  ]) {
    const redirect = encodeURIComponent(uri)
    await isAbsent(t, victim, [['GET', `/oauth/authorize?redirect_uri=${redirect}`]])
    const started = await victim.app.inject(`/oauth/authorize-nextcloud?redirect_uri=${redirect}&next=${redirect}`)
    const location = new URL(String(started.headers.location))
    t.equal(location.origin, victim.sandbox.url)
    t.equal(location.searchParams.get('redirect_uri'), `${victim.url}/oauth/callback`)
  }
})

t.test('GAP-30: a cookie that names a person opens nothing', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  for (const cookie of [
    'mcp_session=admin',
    '__Host-mcp_session=admin',
    'session=admin; mcp_browser=admin',
    'nc_session_id=admin',
  ]) {
    for (const url of ['/api/v1/users/admin/session', '/api/v1/webhooks', '/api/v1/audit', '/mcp'])
      t.equal((await victim.app.inject({ url, headers: { cookie } })).statusCode, 401, url)
    await isAbsent(t, victim, [
      ['GET', '/app'],
      ['GET', '/app/'],
    ])
  }
  const login = await victim.app.inject('/oauth/authorize-nextcloud')
  const cookie = [login.headers['set-cookie'] ?? []]
    .flat()
    .map(line => line.split(';')[0])
    .join('; ')
  t.equal((await victim.app.inject({ url: '/api/v1/users/admin/session', headers: { cookie } })).statusCode, 401)
})

t.test('GAP-31: there is no page that acts for whoever opens it, and no other site can post', async t => {
  const victim = await startVictim(t)
  await isAbsent(t, victim, [
    ['GET', '/app'],
    ['GET', '/app/'],
    ['GET', '/app/webhooks'],
    ['POST', '/app/webhooks/enable'],
    ['POST', '/app/revoke'],
    ['GET', '/user/page'],
  ])
  await victim.provision('admin')
  const headers = { ...(await victim.bearer('admin')), origin: 'https://evil.example' }
  for (const [method, url] of [
    ['POST', '/api/v1/webhooks'],
    ['POST', '/api/v1/users/admin/revoke'],
    ['POST', '/mcp'],
    ['GET', '/oauth/authorize-nextcloud'],
  ] as const)
    t.equal((await ask(victim, method, url, '', headers)).statusCode, 403, url)
  t.match(await victim.grantOf('admin'), { status: 'active' })
  const preflight = await victim.app.inject({
    method: 'OPTIONS',
    url: '/api/v1/webhooks',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  t.notOk(Object.keys(preflight.headers).some(name => name.startsWith('access-control-')))
})

t.test('GAP-39: where bearers work, no tool is behind them: scopes cannot be overstepped at /mcp', async t => {
  const victim = await startVictim(t)
  const headers = await victim.bearer('alice', { scope: 'openid' })
  victim.wire.sent.splice(0)
  const answer = await victim.call('nc_notes_search_notes', {}, headers)
  t.equal(answer.status, 401)
  t.match(answer.headers, { 'www-authenticate': /^Basic / })
  t.strictSame(victim.wire.outbound(), [])
})

t.test('GAP-40: nothing announces OAuth for /mcp, and a bearer there is challenged with Basic', async t => {
  const victim = await startVictim(t)
  await isAbsent(t, victim, [
    ['GET', '/.well-known/oauth-protected-resource'],
    ['GET', '/.well-known/oauth-protected-resource/mcp'],
    ['GET', '/.well-known/oauth-authorization-server'],
    ['GET', '/.well-known/oauth-authorization-server/mcp'],
    ['GET', '/.well-known/openid-configuration'],
  ])
  const challenge = (await victim.mcp({}, { authorization: 'Bearer x' })).headers['www-authenticate']
  t.equal(challenge, 'Basic realm="Nextcloud MCP", charset="UTF-8"')
})

t.test('GAP-41: nobody is signed out by a link: there is no session and no logout', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  await isAbsent(t, victim, [
    ['GET', '/oauth/logout'],
    ['POST', '/oauth/logout'],
    ['GET', '/oauth/logout?next=https%3A%2F%2Fevil.example'],
    ['GET', '/oauth/login?next=https%3A%2F%2Fevil.example'],
    ['GET', '/api/v1/users/admin/revoke'],
  ])
  t.match(await victim.grantOf('admin'), { status: 'active' })
})
