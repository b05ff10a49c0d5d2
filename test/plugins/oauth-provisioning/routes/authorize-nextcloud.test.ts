import t from 'tap'
import { buildApp } from '../../../../src/app.js'
import { CLIENT } from '../../../helpers/provisioning.js'
import { fakeProvider, WELL_KNOWN } from '../../../helpers/fake-provider.js'
import { manualPorts } from '../../../helpers/manual-ports.js'
import { testConfig } from '../../../helpers/test-config.js'

const URL_PATH = '/oauth/authorize-nextcloud'
const JSON_ONLY = { accept: 'application/json' }

async function setUp(t: import('tap').Test, env: Record<string, string> = {}) {
  const fake = await fakeProvider(t)
  const ports = manualPorts()
  const app = await buildApp(testConfig({ NEXTCLOUD_HOST: fake.url, ...CLIENT, ...env }), { ports })
  t.teardown(() => app.close())
  await app.oauth?.oidc.start()
  return { fake, app, ports }
}

t.test('one redirect, not to be cached, and two cookies for the way back', async t => {
  const { fake, app } = await setUp(t)
  const answer = await app.inject(URL_PATH)
  t.match(answer, {
    statusCode: 302,
    headers: { 'cache-control': 'no-store', pragma: 'no-cache', 'referrer-policy': 'no-referrer' },
  })
  t.ok(answer.headers.location?.toString().startsWith(`${fake.url}/authorize?`))
  for (const cookie of [answer.headers['set-cookie']].flat()) {
    t.match(cookie, /^mcp_(prov_[0-9a-f]{8}|browser)=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
  }
})

t.test('GAP-42: behind https the cookies are Secure and __Host-', async t => {
  const { app } = await setUp(t, { NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example' })
  for (const cookie of [
    (await app.inject({ url: URL_PATH, headers: { host: 'mcp.example' } })).headers['set-cookie'],
  ].flat()) {
    t.match(cookie, /^__Host-mcp_\w+=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  }
})

t.test('RT-27: HEAD is 405 and a prefetch is ignored; neither leaves a row nor uses a ticket', async t => {
  const { app } = await setUp(t)
  t.match(await app.inject({ method: 'HEAD', url: URL_PATH }), { statusCode: 405, headers: { allow: 'GET' } })
  for (const header of [
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { purpose: 'prefetch' },
  ]) {
    const answer = await app.inject({ url: URL_PATH, headers: header })
    t.match(answer, { statusCode: 503, body: '' })
    t.notOk(answer.headers['set-cookie'])
  }
  t.equal(await app.storage!.flows.count(), 0)
})

t.test('a repeated parameter, a foreign return_to and an odd state are 400', async t => {
  const { app } = await setUp(t)
  for (const query of ['state=a&state=b', 'return_to=https://evil.example/', 'state=a%20b', 'ticket=x']) {
    const answer = await app.inject({ url: `${URL_PATH}?${query}`, headers: JSON_ONLY })
    t.match(answer, { statusCode: 400, headers: { 'cache-control': 'no-store' } }, query)
    t.match(answer.json(), { error: 'invalid_request', error_description: /\.$/ })
  }
  t.match(await app.inject(`${URL_PATH}?whatever=1&whatever=2`), { statusCode: 302 }, 'unknown ones are ignored')
})

t.test('GAP-2: 30 starts a minute from one address end in 429, and the table stays small', async t => {
  const { app } = await setUp(t)
  const answers = []
  for (let count = 0; count < 30; count += 1) answers.push(await app.inject(URL_PATH))
  t.equal(answers.filter(({ statusCode }) => statusCode === 302).length, 20)
  t.match(answers.at(-1), { statusCode: 429, headers: { 'retry-after': '60' } })
  t.equal(await app.storage!.flows.count(), 20)
})

t.test('RT-1: while degraded it answers 503 with Retry-After, and works by itself afterwards', async t => {
  const fake = await fakeProvider(t)
  const ports = manualPorts()
  const app = await buildApp(testConfig({ NEXTCLOUD_HOST: fake.url, ...CLIENT }), { ports })
  t.teardown(() => app.close())
  fake.on(WELL_KNOWN, { status: 503 })
  await app.oauth!.oidc.start()
  const person = await app.inject(URL_PATH)
  t.match(person, { statusCode: 503, headers: { 'retry-after': '60' }, body: /Please try again in a moment/ })
  const program = await app.inject({ url: URL_PATH, headers: JSON_ONLY })
  t.match(program.json(), { error: 'temporarily_unavailable' })
  t.match(await app.inject('/oauth/callback?state=x'), { statusCode: 503 })
  fake.on(WELL_KNOWN, () => ({ body: fake.document() }))
  await app.oauth!.oidc.start()
  t.match(await app.inject(URL_PATH), { statusCode: 302 })
})
