import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../../src/app.js'
import type { Sandbox } from '../../../src/sandbox/sandbox.js'
import { createBrowser, type Browser, type Shown } from '../../helpers/browser.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testConfig } from '../../helpers/test-config.js'

async function logIn(browser: Browser, sandbox: Sandbox, page: Shown, uid = 'admin'): Promise<Shown> {
  const user = sandbox.users.find(one => one.uid === uid)!
  return browser.submit(page, '/login', { user: user.loginName, password: user.password })
}

const STEPS = [
  [/\/oidc\/token$/, { status: 503 }, 502, 'temporarily_unavailable'],
  [/\/oidc\/token$/, { dropConnection: true }, 502, 'temporarily_unavailable'],
  [/\/oidc\/token$/, { status: 500, body: '{"error":"server_error"}' }, 502, 'temporarily_unavailable'],
  [
    /\/oidc\/token$/,
    { status: 400, body: '{"error":"invalid_grant"}', headers: { 'content-type': 'application/json' } },
    400,
    'invalid_grant',
  ],
  [/\/oidc\/jwks$/, { status: 503, count: 9 }, 502, 'temporarily_unavailable'],
  [/\/oidc\/userinfo$/, { status: 500, count: 9 }, 502, 'temporarily_unavailable'],
  [/\/oidc\/userinfo$/, { dropConnection: true, count: 9 }, 502, 'temporarily_unavailable'],
] as const

for (const [path, failure, status, code] of STEPS) {
  t.test(`${path} fails with ${JSON.stringify(failure)}: ${status}, nothing stored`, async t => {
    const { app, sandbox, url } = await startHybridServer(t)
    const browser = createBrowser()
    const login = await browser.open(`${url}/oauth/authorize-nextcloud`)
    sandbox.failNext({ path, ...failure })
    sandbox.clearCalls()
    const done = await logIn(browser, sandbox, login)
    t.match(done, { status, html: new RegExp(`<code>${code}</code>`) })
    t.equal(sandbox.calls.filter(call => call.path.endsWith('/oidc/token')).length, 1, 'the exchange is not repeated')
    const { provider } = await app.oauth!.oidc.session()
    t.equal(await app.storage!.grants.find(provider.issuer, 'admin'), undefined)
  })
}

t.test('an outage that ends leaves a browser that can start again', async t => {
  const { sandbox, url } = await startHybridServer(t)
  const browser = createBrowser()
  sandbox.failNext({ path: /\/oidc\/token$/, status: 503 })
  await logIn(browser, sandbox, await browser.open(`${url}/oauth/authorize-nextcloud`))
  t.match(await browser.open(`${url}/oauth/authorize-nextcloud`), { status: 200, html: /Access authorised/ })
})

t.test(
  'Nextcloud in maintenance when the server starts: Basic and health live, OAuth is 503, and it heals',
  async t => {
    const { app, sandbox, url } = await startHybridServer(t, { settings: { maintenance: true } })
    t.match(app.oauth!.oidc.status(), { state: 'degraded', reason: /HTTP 503/ })
    t.match(await fetch(`${url}/oauth/authorize-nextcloud`, { redirect: 'manual' }), { status: 503 })
    t.match(await fetch(`${url}/health/live`), { status: 200 })
    sandbox.settings.maintenance = false
    await app.oauth!.oidc.start()
    t.match(await fetch(`${url}/oauth/authorize-nextcloud`, { redirect: 'manual' }), { status: 302 })
  },
)

t.test('where registration is off, the status says how to make a client', async t => {
  const { app, sandbox } = await startHybridServer(t, { settings: { dynamicRegistration: false } })
  t.match(app.oauth!.oidc.status(), {
    state: 'degraded',
    reason: /dynamic client registration.*occ oidc:create/,
  })
  t.equal(sandbox.calls.filter(call => call.path.endsWith('/oidc/register')).length, 0)
})

t.test('a client that was made by hand is used, and never registered', async t => {
  const sandbox = await startTestSandbox(t)
  const made = sandbox.createClient({ redirectUris: ['http://127.0.0.1:8000/oauth/callback'] })
  const env = { NEXTCLOUD_OIDC_CLIENT_ID: made.clientId, NEXTCLOUD_OIDC_CLIENT_SECRET: made.clientSecret }
  const app = await buildApp(testConfig({ NEXTCLOUD_HOST: sandbox.url, ...env }))
  t.teardown(() => app.close())
  await app.oauth!.oidc.start()
  t.match(app.oauth!.oidc.status(), { state: 'ready', clientId: made.clientId, clientExpiresAt: null, warnings: [] })
  t.equal(sandbox.calls.filter(call => call.path.endsWith('/oidc/register')).length, 0)
})

t.test('GAP-47: what starts on one instance finishes on another with the same database', async t => {
  const sandbox = await startTestSandbox(t)
  const publicUrl = 'http://127.0.0.1:8000'
  const shared = join(t.testdir(), 'data', 'tokens.db')
  const instances = []
  for (let count = 0; count < 2; count += 1) {
    const app = await buildApp(
      testConfig({ NEXTCLOUD_HOST: sandbox.url, NEXTCLOUD_MCP_SERVER_URL: publicUrl, TOKEN_STORAGE_DB: shared }),
    )
    t.teardown(() => app.close())
    await app.oauth!.oidc.start()
    instances.push(app)
  }
  t.equal(sandbox.calls.filter(call => call.path.endsWith('/oidc/register')).length, 1, 'one client for both')
  const [first, second] = instances
  const started = await first!.inject('/oauth/authorize-nextcloud')
  const cookie = [started.headers['set-cookie']]
    .flat()
    .map(line => line?.split(';', 1)[0])
    .join('; ')
  const back = await callbackOf(sandbox, String(started.headers.location), publicUrl)
  t.match(await second!.inject({ url: back, headers: { cookie } }), { statusCode: 200, body: /Access authorised/ })
  const { provider } = await first!.oauth!.oidc.session()
  t.match(await first!.storage!.grants.find(provider.issuer, 'admin'), { status: 'active' })
})

/** Logs in at Nextcloud and stops where it would send the browser back to us. */
async function callbackOf(sandbox: Sandbox, location: string, publicUrl: string): Promise<string> {
  const browser = createBrowser()
  // Nobody listens at the public address of this test, so the last hop fails; where it led is what we want.
  await logIn(browser, sandbox, await browser.open(location)).catch(() => undefined)
  return (browser.visited.at(-1) ?? '').replace(publicUrl, '')
}
