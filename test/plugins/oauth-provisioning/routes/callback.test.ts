import t from 'tap'
import { buildApp } from '../../../../src/app.js'
import { fakeProvider } from '../../../helpers/fake-provider.js'
import { manualPorts } from '../../../helpers/manual-ports.js'
import { CLIENT } from '../../../helpers/provisioning.js'
import { testConfig } from '../../../helpers/test-config.js'

async function setUp(t: import('tap').Test) {
  const fake = await fakeProvider(t)
  const ports = manualPorts()
  const app = await buildApp(testConfig({ NEXTCLOUD_HOST: fake.url, ...CLIENT }), { ports })
  t.teardown(() => app.close())
  await app.oauth!.oidc.start()
  const now = Math.floor(ports.now() / 1000)
  fake.on('/userinfo', { body: { sub: 'alice', scope: 'openid profile offline_access' } })

  async function start(query = '') {
    const answer = await app.inject(`/oauth/authorize-nextcloud${query}`)
    const asked = new URL(String(answer.headers.location)).searchParams
    const cookie = [answer.headers['set-cookie']]
      .flat()
      .map(line => line?.split(';', 1)[0])
      .join('; ')
    const nonce = asked.get('nonce') ?? ''
    fake.on('/token', async () => {
      const id_token = await fake.sign({ iss: fake.url, sub: 'alice', aud: 'us', exp: now + 900, iat: now, nonce })
      return { body: { access_token: 'at', token_type: 'Bearer', expires_in: 900, refresh_token: 'rt', id_token } }
    })
    return { cookie, state: asked.get('state') ?? '' }
  }
  return { fake, app, start }
}

t.test('programs get the outcome as JSON, with their own state', async t => {
  const { app, start } = await setUp(t)
  const { cookie, state } = await start('?state=corr&return_to=/apps/files')
  const answer = await app.inject({
    url: `/oauth/callback?code=c&state=${state}`,
    headers: { cookie, accept: 'application/json' },
  })
  t.strictSame(answer.json(), {
    status: 'provisioned',
    user: 'alice',
    scopes: ['openid', 'profile', 'offline_access'],
    state: 'corr',
  })
  t.match(answer.headers, { 'cache-control': 'no-store', pragma: 'no-cache', 'referrer-policy': 'no-referrer' })
  t.match(answer.headers['set-cookie'], /^mcp_prov_[0-9a-f]{8}=; .*Path=\/; .*HttpOnly; SameSite=Lax/)
})

t.test('RT-26: the older paths answer as well', async t => {
  const { app, start } = await setUp(t)
  for (const path of ['/oauth/callback-nextcloud', '/oauth/login-callback']) {
    const { cookie, state } = await start()
    t.match(await app.inject({ url: `${path}?code=c&state=${state}`, headers: { cookie } }), {
      statusCode: 200,
      body: /Access authorised/,
    })
  }
})

t.test('people are sent on with 303 when they wanted to return', async t => {
  const { fake, app, start } = await setUp(t)
  const { cookie, state } = await start('?return_to=/apps/files')
  const answer = await app.inject({ url: `/oauth/callback?code=c&state=${state}`, headers: { cookie } })
  t.match(answer, { statusCode: 303, headers: { location: `${fake.url}/apps/files` } })
})

t.test('GAP-8: a script in any parameter never comes back, and the page forbids scripts anyway', async t => {
  const { app, start } = await setUp(t)
  const script = encodeURIComponent(`"><script>alert(1)</script>`)
  for (const name of ['state', 'code', 'error', 'error_description', 'error_uri', 'iss', 'x']) {
    const { cookie, state } = await start()
    const query = name === 'state' ? `state=${script}` : `state=${state}&${name}=${script}`
    const answer = await app.inject({ url: `/oauth/callback?${query}`, headers: { cookie } })
    t.notMatch(answer.body, /<script/i, name)
    t.match(answer.headers['content-security-policy'], /default-src 'none'/, name)
  }
})

t.test('HEAD is 405 and spends nothing', async t => {
  const { app, start } = await setUp(t)
  const { cookie, state } = await start()
  t.match(await app.inject({ method: 'HEAD', url: `/oauth/callback?code=c&state=${state}`, headers: { cookie } }), {
    statusCode: 405,
  })
  t.match(await app.inject({ url: `/oauth/callback?code=c&state=${state}`, headers: { cookie } }), { statusCode: 200 })
})

t.test('a repeated parameter is 400, whatever it says', async t => {
  const { app, start } = await setUp(t)
  const { cookie, state } = await start()
  const answer = await app.inject({
    url: `/oauth/callback?code=c&code=d&state=${state}`,
    headers: { cookie, accept: 'application/json' },
  })
  t.match(answer, { statusCode: 400 })
  t.match(answer.json(), { error: 'invalid_request', error_description: /more than once/ })
})
