import t from 'tap'
import { createOidcRuntime } from '../../../src/auth/oidc/create-oidc-runtime.js'
import { fakeProvider, WELL_KNOWN } from '../../helpers/fake-provider.js'
import { oidcDeps, runClock } from '../../helpers/oidc-deps.js'
import { recordLog } from '../../helpers/record-log.js'
import { saveGrant } from '../../helpers/save-grant.js'

const CLIENT = { NEXTCLOUD_OIDC_CLIENT_ID: 'mine', NEXTCLOUD_OIDC_CLIENT_SECRET: 'x'.repeat(32) }
const MINUTE = 60_000

async function setUp(t: import('tap').Test, env: Record<string, string> = {}) {
  const fake = await fakeProvider(t)
  const deps = await oidcDeps(t, fake.url, env)
  const runtime = createOidcRuntime(deps)
  t.teardown(() => runtime.stop())
  return { fake, deps, runtime, ready: () => runtime.status().state === 'ready' }
}

t.test('before the first attempt ended it is starting, and nobody gets a session', async t => {
  const { runtime } = await setUp(t)
  t.strictSame(runtime.status(), { state: 'starting' })
  await t.rejects(runtime.session(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE', statusCode: 503, retryAfterSeconds: 5 })
})

t.test('it becomes ready with discovered endpoints and a registered client', async t => {
  const { fake, runtime } = await setUp(t)
  await runtime.start()
  t.match(runtime.status(), { state: 'ready', issuer: fake.url, clientExpiresAt: null, warnings: [] })
  t.match(await runtime.session(), {
    provider: { tokenEndpoint: `${fake.url}/token` },
    client: { source: 'registered' },
  })
})

t.test('HYB-1: a Nextcloud that starts later is waited for, with growing pauses', async t => {
  const { fake, deps, runtime, ready } = await setUp(t, { ...CLIENT, OIDC_DISCOVERY_MAX_ATTEMPTS: '10' })
  const asked: number[] = []
  fake.on(WELL_KNOWN, () => {
    asked.push(deps.ports.now())
    return asked.length < 5 ? { status: 503 } : { body: fake.document() }
  })
  void runtime.start()
  await runClock(deps.ports, ready, 250)
  t.equal(asked.length, 5)
  const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0))
  t.ok(
    pauses.every((pause, index) => pause >= 750 * 2 ** index && pause <= 1_000 * 2 ** index + 250),
    pauses.join(),
  )
})

t.test('HYB-3: after the last attempt it is degraded, says why, and heals within a minute', async t => {
  const { fake, deps, runtime, ready } = await setUp(t, CLIENT)
  fake.on(WELL_KNOWN, { status: 500 })
  await runtime.start()
  t.match(runtime.status(), {
    state: 'degraded',
    reason: 'OIDC discovery failed: HTTP 500',
    retryAt: deps.ports.now() / 1000 + 60,
  })
  await t.rejects(runtime.session(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE', statusCode: 503, retryAfterSeconds: 60 })
  fake.on(WELL_KNOWN, () => ({ body: fake.document() }))
  deps.ports.advance(MINUTE)
  await runClock(deps.ports, ready, 0)
  t.match(await runtime.session(), { client: { id: 'mine' } })
})

t.test('what an administrator must change first is not tried ten times', async t => {
  const { fake, runtime } = await setUp(t, { OIDC_DISCOVERY_MAX_ATTEMPTS: '10' })
  fake.on(WELL_KNOWN, () => ({ body: { ...fake.document(), registration_endpoint: undefined } }))
  await runtime.start()
  t.match(runtime.status(), { state: 'degraded', reason: /dynamic client registration/ })
  t.equal(fake.count(WELL_KNOWN), 1)
})

t.test('the first attempt has an end, whether it went well, failed or is followed by others', async t => {
  for (const answer of [undefined, { status: 404 }, { status: 503 }, { drop: true }]) {
    const { fake, runtime } = await setUp(t, { ...CLIENT, OIDC_DISCOVERY_MAX_ATTEMPTS: '10' })
    if (answer) fake.on(WELL_KNOWN, answer)
    void runtime.start()
    await runtime.firstAttempt()
    t.match(runtime.status(), { state: answer ? 'degraded' : 'ready' })
    t.equal(fake.count(WELL_KNOWN), 1)
  }
})

t.test('HYB-2: in OAuth mode a document without S256 is fatal, and nobody registers there', async t => {
  for (const [env, state] of [
    [{ ENABLE_MULTI_USER_BASIC_AUTH: 'false' }, { state: 'degraded', fatal: true }],
    [
      { ENABLE_MULTI_USER_BASIC_AUTH: 'false', ALLOW_UNADVERTISED_PKCE: 'true' },
      { state: 'ready', warnings: [/PKCE/] },
    ],
    [{}, { state: 'ready', warnings: [/PKCE/] }],
  ] as const) {
    const { fake, runtime } = await setUp(t, env)
    fake.on(WELL_KNOWN, () => ({ body: { ...fake.document(), code_challenge_methods_supported: ['plain'] } }))
    await runtime.start()
    t.match(runtime.status(), state)
    t.equal(fake.count('/register'), state.state === 'ready' ? 1 : 0)
  }
})

t.test('an attempt that the stop cuts off says nothing about the provider', async t => {
  const fake = await fakeProvider(t)
  const log = recordLog()
  const runtime = createOidcRuntime({ ...(await oidcDeps(t, fake.url, CLIENT)), log })
  fake.on(WELL_KNOWN, () => {
    void runtime.stop()
    return { drop: true }
  })
  await runtime.start()
  t.strictSame(log.lines, [])
  t.strictSame(runtime.status(), { state: 'starting' })
})

t.test('a reason never repeats what a failing database or a stranger wrote', async t => {
  const { deps, runtime } = await setUp(t)
  await deps.storage.close()
  await runtime.start()
  t.match(runtime.status(), { state: 'degraded', reason: 'unexpected failure, see the log' })
})

t.test('metadata is asked for again after five minutes, once for all who ask', async t => {
  const { fake, deps, runtime } = await setUp(t, CLIENT)
  await runtime.start()
  deps.ports.advance(5 * MINUTE - 1)
  await runtime.session()
  t.equal(fake.count(WELL_KNOWN), 1)
  deps.ports.advance(1)
  await Promise.all(Array.from({ length: 50 }, () => runtime.session()))
  await runClock(deps.ports, () => fake.count(WELL_KNOWN) > 1, 0)
  t.equal(fake.count(WELL_KNOWN), 2)
})

t.test('an outage after the start leaves what is known in use, and is looked at again after a minute', async t => {
  const { fake, deps, runtime } = await setUp(t, CLIENT)
  await runtime.start()
  fake.on(WELL_KNOWN, { status: 503 })
  deps.ports.advance(5 * MINUTE)
  t.match(await runtime.session(), { client: { id: 'mine' } })
  await runClock(deps.ports, () => fake.count(WELL_KNOWN) > 1, 0)
  await new Promise(resolve => setTimeout(resolve, 20))
  t.equal(runtime.status().state, 'ready')
  await runtime.session()
  t.equal(fake.count(WELL_KNOWN), 2)
  deps.ports.advance(MINUTE)
  await runtime.session()
  await runClock(deps.ports, () => fake.count(WELL_KNOWN) > 2, 0)
  t.equal(fake.count(WELL_KNOWN), 3)
})

t.test('an expired client is replaced for whoever asks first', async t => {
  const { fake, deps, runtime } = await setUp(t)
  let serial = 0
  fake.on('/register', request => {
    const body = { ...JSON.parse(request.body), client_id: `c${(serial += 1)}`, client_secret: 's' }
    return { status: 201, body: { ...body, client_secret_expires_at: deps.ports.now() / 1000 + 3_600 } }
  })
  await runtime.start()
  t.match(runtime.status(), { warnings: [/every stored grant is lost/] })
  deps.ports.advance(60 * MINUTE)
  t.match(await runtime.session(), { client: { id: 'c2' } })
})

t.test('a client that the provider forgot is renewed once, not in a loop', async t => {
  const { fake, deps, runtime, ready } = await setUp(t)
  await runtime.start()
  const { client } = await runtime.session()
  deps.ports.advance(5 * MINUTE)
  runtime.clientRejected('some other client')
  t.equal(runtime.status().state, 'ready')
  for (let times = 0; times < 5; times += 1) runtime.clientRejected(client.id)
  await t.rejects(runtime.session(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  await runClock(deps.ports, ready, 0)
  const renewed = (await runtime.session()).client
  t.not(renewed.id, client.id)
  runtime.clientRejected(renewed.id)
  await new Promise(resolve => setTimeout(resolve, 20))
  t.match(runtime.status(), { state: 'degraded', reason: /five minutes/ })
  t.equal(fake.count('/register'), 2)
})

t.test('a configured client that is refused stays, with a warning', async t => {
  const { runtime } = await setUp(t, CLIENT)
  await runtime.start()
  runtime.clientRejected('mine')
  t.match(runtime.status(), { state: 'ready', warnings: [/refuses the configured OAuth client/] })
  t.match(await runtime.session(), { client: { id: 'mine' } })
})

t.test('at shutdown the registration goes only when asked, and only when no grant needs it', async t => {
  for (const [wish, withGrant, deletions] of [
    ['false', false, 0],
    ['true', true, 0],
    ['true', false, 1],
  ] as const) {
    const { fake, deps, runtime } = await setUp(t, { DCR_DELETE_ON_SHUTDOWN: wish })
    await runtime.start()
    const { client, provider } = await runtime.session()
    fake.on(`/register/${client.id}`, { status: 204, body: '' })
    if (withGrant) await saveGrant(deps, { issuer: provider.issuer, clientId: client.id, userId: 'alice' })
    await runtime.stop()
    t.equal(fake.received.filter(request => request.method === 'DELETE').length, deletions, `${wish}, ${withGrant}`)
  }
})
