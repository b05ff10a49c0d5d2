import t from 'tap'
import { createClientSource } from '../../../src/auth/oidc/client-source.js'
import { fakeProvider } from '../../helpers/fake-provider.js'
import { oidcDeps, runClock } from '../../helpers/oidc-deps.js'
import { providerOf } from '../../helpers/provider-of.js'
import { saveGrant } from '../../helpers/save-grant.js'

const HOUR = 3_600

async function setUp(
  t: import('tap').Test,
  { lifetime = 0, env = {} }: { lifetime?: number; env?: Record<string, string> } = {},
) {
  const fake = await fakeProvider(t)
  const deps = await oidcDeps(t, fake.url, env)
  const now = () => Math.floor(deps.ports.now() / 1000)
  let serial = 0
  fake.on('/register', request => {
    const client_id = `c${(serial += 1)}`
    const expiry = lifetime > 0 ? { client_secret_expires_at: now() + lifetime } : {}
    return { status: 201, body: { ...JSON.parse(request.body), client_id, client_secret: 's', ...expiry } }
  })
  return { fake, deps, provider: providerOf(fake.url), now, source: createClientSource(deps) }
}

t.test('a configured client is used, and nothing is asked', async t => {
  const { fake, source, provider } = await setUp(t, {
    env: { NEXTCLOUD_OIDC_CLIENT_ID: 'mine', NEXTCLOUD_OIDC_CLIENT_SECRET: 'x'.repeat(32) },
  })
  t.match(await source.obtain(provider), { id: 'mine', source: 'environment', expiresAt: null })
  t.equal(fake.received.length, 0)
})

t.test('the first start registers, the next one finds it stored', async t => {
  const { fake, deps, source, provider } = await setUp(t)
  t.match(await source.obtain(provider), { id: 'c1', source: 'registered' })
  t.match(await createClientSource(deps).obtain(provider), { id: 'c1', source: 'stored' })
  t.equal(fake.count('/register'), 1)
})

t.test('two processes that start together register once', async t => {
  const { fake, deps, provider } = await setUp(t)
  const clients: unknown[] = []
  for (const source of [createClientSource(deps), createClientSource(deps)])
    void source.obtain(provider).then(client => clients.push(client))
  await runClock(deps.ports, () => clients.length === 2)
  t.match(clients, [{ id: 'c1' }, { id: 'c1' }])
  t.equal(fake.count('/register'), 1)
})

t.test('another redirect URI, issuer or resource means another client', async t => {
  const { fake, deps, source, provider } = await setUp(t)
  await source.obtain(provider)
  const moved = await oidcDeps(
    t,
    fake.url,
    { NEXTCLOUD_MCP_SERVER_URL: 'http://127.0.0.1:8001' },
    { storage: deps.storage, vault: deps.vault },
  )
  t.match(await createClientSource(moved).obtain(provider), { id: 'c2', source: 'registered' })
})

t.test('a lapsing client without grants is renewed at 80 % of its life, one with grants is not', async t => {
  const { deps, source, provider, now } = await setUp(t, { lifetime: HOUR })
  await source.obtain(provider)
  deps.ports.advance(0.79 * HOUR * 1000)
  t.match(await source.obtain(provider), { id: 'c1' })
  await saveGrant(deps, { issuer: provider.issuer, clientId: 'c1', userId: 'alice' })
  deps.ports.advance(0.1 * HOUR * 1000)
  t.match(await source.obtain(provider), { id: 'c1' }, 'alice’s grant would die with it')
  await deps.storage.grants.remove(provider.issuer, 'alice')
  t.match(await source.obtain(provider), { id: 'c2', expiresAt: now() + HOUR })
})

t.test('an expired client is replaced, and its grants are marked', async t => {
  const { deps, source, provider } = await setUp(t, { lifetime: HOUR })
  await source.obtain(provider)
  await saveGrant(deps, { issuer: provider.issuer, clientId: 'c1', userId: 'alice' })
  deps.ports.advance(HOUR * 1000)
  t.match(await source.obtain(provider), { id: 'c2' })
  t.match(await deps.storage.grants.find(provider.issuer, 'alice'), { status: 'reauth_required' })
})

t.test('an early renewal that fails leaves the old client in use', async t => {
  const { fake, deps, source, provider } = await setUp(t, { lifetime: HOUR })
  await source.obtain(provider)
  deps.ports.advance(0.9 * HOUR * 1000)
  fake.on('/register', { status: 500 })
  t.match(await source.obtain(provider), { id: 'c1' })
  await source.obtain(provider)
  t.equal(fake.count('/register'), 2, 'and is not repeated at once')
  t.match(
    await source.obtain({ ...provider, registrationEndpoint: undefined }),
    { id: 'c1' },
    'nor tried where there is no endpoint',
  )
})

t.test('DCR-7: a rejected client is replaced, at most every five minutes', async t => {
  const { fake, deps, source, provider } = await setUp(t)
  await source.obtain(provider)
  source.reject('c1')
  await t.rejects(source.obtain(provider), { message: /five minutes/ })
  deps.ports.advance(5 * 60_000)
  t.match(await source.obtain(provider), { id: 'c2' })
  t.equal(fake.count('/register'), 2)
})

t.test('where registration is switched off, the words say how to make a client by hand', async t => {
  const { source, provider } = await setUp(t)
  await t.rejects(source.obtain({ ...provider, registrationEndpoint: undefined }), {
    message:
      /occ oidc:create nextcloud-mcp-server http:\/\/127\.0\.0\.1:8000\/oauth\/callback .*--resource_url http:\/\/127\.0\.0\.1:8000\/mcp/,
    passing: false,
  })
})
