import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.js'
import { loadConfig } from '../../src/config/load-config.js'
import { startReceiver } from '../helpers/start-receiver.js'
import { startVictim, type Victim } from './victim.js'
import { jsonAnswer, jsonOf } from './wire.js'

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const abroad = ({ wire, sandbox }: Victim) =>
  wire.sent.map(({ request }) => request.url).filter(url => !url.startsWith(`${sandbox.url}/`))

t.test(
  'GAP-33: a discovery document with one foreign endpoint is refused whole, and nobody there is asked',
  async t => {
    const names = [
      'token_endpoint',
      'jwks_uri',
      'userinfo_endpoint',
      'introspection_endpoint',
      'registration_endpoint',
      'authorization_endpoint',
    ]
    for (const name of names) {
      const evil = await startReceiver(t)
      const victim = await startVictim(t, {
        rewrite: (request, response) =>
          request.url.endsWith('openid-configuration')
            ? jsonAnswer({ ...jsonOf(response), [name]: `${evil.url}/x` })
            : response,
      })
      t.equal(victim.app.oauth!.oidc.status().state, 'degraded', name)
      t.equal((await victim.app.inject('/oauth/authorize-nextcloud')).statusCode, 503)
      t.strictSame([evil.take().length, abroad(victim)], [0, []])
    }
  },
)

t.test('GAP-33: a redirect of a request with a secret in it is not followed', async t => {
  const evil = await startReceiver(t)
  for (const status of [301, 302, 303, 307, 308]) {
    const victim = await startVictim(t)
    await victim.provision('admin')
    victim.sandbox.failNext({
      path: /oidc\/token|cloud\/user|remote\.php|oidc\/userinfo/,
      status,
      headers: { location: `${evil.url}/steal` },
      count: 99,
    })
    await t.rejects(victim.app.oauth!.broker.getAccessToken('admin'))
    t.match((await victim.mcp(LIST, victim.basic('alice'))).status, 503)
    const { authorization } = await victim.bearer('alice')
    await victim.app.inject({ url: '/api/v1/users/alice/session', headers: { authorization } })
    t.strictSame(abroad(victim), [])
    t.match(await victim.grantOf('admin'), { status: 'active' }, 'and the grant is not thrown away for it')
  }
  t.strictSame(evil.take(), [])
})

t.test('GAP-34: a registration that wants to be managed elsewhere is managed at the provider', async t => {
  const evil = await startReceiver(t)
  const victim = await startVictim(t, {
    env: { DCR_DELETE_ON_SHUTDOWN: 'true' },
    rewrite: (request, response) =>
      request.url.endsWith('/oidc/register')
        ? jsonAnswer({ ...jsonOf(response), registration_client_uri: `${evil.url}/r` }, 201)
        : response,
  })
  t.equal(victim.app.oauth!.oidc.status().state, 'ready')
  await victim.app.close()
  t.ok(
    victim.wire.outbound().some(call => /^DELETE .*\/register\//.test(call)),
    'it was deregistered',
  )
  t.strictSame([evil.take(), abroad(victim)], [[], []])
})

t.test('GAP-34: what we register carries nothing that anybody could have put there', async t => {
  const victim = await startVictim(t)
  const sent = victim.wire.sent.find(({ request }) => request.url.endsWith('/oidc/register'))
  const body = JSON.parse(String(sent?.request.body))
  t.strictSame(body.redirect_uris, [`${victim.url}/oauth/callback`])
  t.notMatch(Object.keys(body).join(), /logo_uri|jwks_uri|sector_identifier_uri|client_uri|policy_uri/)
})

t.test('GAP-43: hybrid does not start over plain http to a public name; a service name is said aloud', async t => {
  const env = {
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_ENCRYPTION_KEY: 'dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMDEyMzQ=',
    TOKEN_STORAGE_DB: ':memory:',
  }
  for (const host of ['http://cloud.example.com', 'http://203.0.113.7', 'http://cloud.example.com.'])
    t.throws(() => loadConfig({ ...env, NEXTCLOUD_HOST: host }), { code: 'NCMCP_CONFIG' }, host)
  const publicName = {
    ...env,
    NEXTCLOUD_HOST: 'https://cloud.example.com',
    NEXTCLOUD_MCP_SERVER_URL: 'http://mcp.example.com',
  }
  t.throws(() => loadConfig(publicName), { code: 'NCMCP_CONFIG' })
  const { warnings } = loadConfig({ ...env, NEXTCLOUD_HOST: 'http://app:80' })
  t.ok(warnings.some(({ variable, level }) => variable === 'NEXTCLOUD_HOST' && level === 'warn'))
})

async function isWell(t: Test, victim: Victim, bearer: { authorization: string }) {
  t.equal((await victim.mcp(LIST, victim.basic('bob'))).status, 200)
  t.equal((await victim.app.inject({ url: '/api/v1/users/alice/session', headers: bearer })).statusCode, 200)
}

t.test('GAP-48: whatever happens to Nextcloud, no good credential is called bad, and all work afterwards', async t => {
  const failures = [
    { status: 503 },
    { status: 500 },
    { status: 502, body: '<html>' },
    { status: 429 },
    { dropConnection: true },
    { status: 200, body: 'not json' },
    { status: 302, headers: { location: '/login' } },
  ]
  for (const failure of failures) {
    const victim = await startVictim(t)
    await victim.provision('admin')
    const [bearer, admin] = [await victim.bearer('alice'), await victim.bearer('admin')]
    victim.sandbox.failNext({ path: /./, count: 500, ...failure })
    const answers = [
      await victim.mcp(LIST, victim.basic('bob')),
      ...(await Promise.all(
        ['/api/v1/users/alice/session', '/api/v1/users/alice/access'].map(async url => {
          const headers = url.endsWith('access') ? victim.basic('alice') : bearer
          const { statusCode: status, headers: sent } = await victim.app.inject({ url, headers })
          return { status, headers: sent }
        }),
      )),
    ]
    const api = await victim.app.inject({ url: '/api/v1/apps', headers: admin })
    for (const { status, headers } of [...answers, { status: api.statusCode, headers: api.headers }]) {
      t.match(status, /^(502|503|429)$/, JSON.stringify(failure))
      t.notOk(headers['www-authenticate'])
    }
    t.match(await victim.grantOf('admin'), { status: 'active' })
    victim.sandbox.failNext({ path: /never/, count: 0 })
    await drained(victim)
    victim.later(120_000)
    await isWell(t, victim, bearer)
  }
})

/** Uses up what was planned to fail. */
async function drained({ sandbox }: Victim): Promise<void> {
  for (let count = 0; count < 500; count += 1) {
    const response = await fetch(`${sandbox.url}/status.php`, { redirect: 'manual' }).catch(() => undefined)
    const text = await response?.text()
    if (text?.includes('"installed"')) return
  }
}

t.test('GAP-48: a server that starts while Nextcloud is gone says so on every surface, and lives', async t => {
  const config = loadConfig({
    NEXTCLOUD_HOST: 'http://127.0.0.1:9',
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_ENCRYPTION_KEY: 'dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMDEyMzQ=',
    TOKEN_STORAGE_DB: ':memory:',
    OIDC_DISCOVERY_MAX_ATTEMPTS: '1',
    LOG_LEVEL: 'silent',
  }).config
  const app = await buildApp(config)
  t.teardown(() => app.close())
  await app.oauth!.oidc.start()
  const bearer = { authorization: `Bearer ${'a'.repeat(72)}` }
  for (const [url, headers] of [
    ['/api/v1/webhooks', bearer],
    ['/oauth/authorize-nextcloud', {}],
    ['/mcp', { authorization: 'Basic YTpi' }],
  ] as const) {
    const answer = await app.inject({ url, headers })
    t.equal(answer.statusCode, 503, url)
    t.match(answer.headers['retry-after'], /^[1-9]\d*$/)
  }
  t.equal((await app.inject('/health/live')).statusCode, 200)
})
