import t from 'tap'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { provisioning } from '../../helpers/provisioning.js'

t.test('a consent becomes one sealed grant of the person who gave it', async t => {
  const { fake, deps, start, finish, grant, seeded, events, seconds } = await provisioning(t)
  const { state, cookies } = await start({ state: 'corr-1' })
  t.match(await finish({ state, code: 'the-code' }, cookies), {
    ok: true,
    userId: 'alice',
    scopes: ['openid', 'profile', 'offline_access'],
    correlationId: 'corr-1',
    returnTo: null,
    clearCookie: /^mcp_prov_[0-9a-f]{8}$/,
  })
  const row = await grant()
  t.match(row, {
    status: 'active',
    clientId: 'us',
    correlationId: 'corr-1',
    refreshExpiresAt: seconds() + 900,
    flowType: 'provision',
  })
  const context = sealContexts['refresh-token']({ issuer: fake.url, userId: 'alice', clientId: 'us' })
  t.equal(deps.vault.open(row!.ciphertext!, context).reveal(), 'the-refresh-token')
  t.match(seeded, [['alice', { expiresAt: seconds() + 900, scopes: ['openid', 'profile', 'offline_access'] }]])
  t.strictSame(await events(), [
    ['provision.success', null],
    ['provision.start', null],
  ])
})

t.test('the code is redeemed with verifier and secret in the form, once, without cookies', async t => {
  const { fake, start, finish } = await provisioning(t)
  const { state, cookies, location } = await start()
  await finish({ state, code: 'the-code' }, cookies)
  const [request] = fake.received.filter(({ url }) => url === '/token')
  const form = new URLSearchParams(request?.body)
  t.match(Object.fromEntries(form), {
    grant_type: 'authorization_code',
    code: 'the-code',
    redirect_uri: 'http://127.0.0.1:8000/oauth/callback',
    client_id: 'us',
    client_secret: 'client-secret-of-thirty-two-chars',
    code_verifier: /^[\w-]{43}$/,
  })
  t.notOk(request?.headers.authorization ?? request?.headers.cookie)
  t.ok(new URL(location).searchParams.get('code_challenge'))
  t.equal(fake.count('/token'), 1)
})

t.test('HYB-11: a replayed callback finds nothing and asks nobody', async t => {
  const { fake, start, finish, grant } = await provisioning(t)
  const { state, cookies } = await start()
  await finish({ state, code: 'c' }, cookies)
  const before = [fake.received.length, (await grant())?.version]
  t.match(await finish({ state, code: 'c' }, cookies), { ok: false, failure: 'unknown_state' })
  t.match(await finish({ state, code: 'c' }, {}), { ok: false, failure: 'unknown_state' })
  t.strictSame([fake.received.length, (await grant())?.version], before)
})

t.test('of two callbacks at once exactly one succeeds', async t => {
  const { fake, start, finish } = await provisioning(t)
  const { state, cookies } = await start()
  const results = await Promise.all(Array.from({ length: 5 }, () => finish({ state, code: 'c' }, cookies)))
  t.strictSame(results.map(({ ok }) => ok).toSorted(), [false, false, false, false, true])
  t.equal(fake.count('/token'), 1)
})

t.test('GAP-1: what one browser started another cannot finish, and the flow is spent', async t => {
  const { fake, start, finish, grant } = await provisioning(t)
  const { state, cookies } = await start()
  const asked = fake.received.length
  const other = await start()
  const stolen = Object.fromEntries(Object.keys(cookies).map(name => [name, Object.values(other.cookies)[0]]))
  t.match(await finish({ state, code: 'c' }, stolen), { failure: 'wrong_browser' })
  t.match(await finish({ state, code: 'c' }, cookies), { failure: 'unknown_state' })
  t.match(await finish({ state: other.state, code: 'c' }, {}), { failure: 'wrong_browser' }, 'no cookie at all')
  t.equal(fake.received.length, asked)
  t.equal(await grant(), undefined)
})

t.test('GAP-3: a made-up state is refused without a request, and without a line on the audit trail', async t => {
  const { fake, finish, events } = await provisioning(t)
  const asked = fake.received.length
  for (const state of ['A'.repeat(43), 'short', '', `${'A'.repeat(42)}'`]) {
    t.match(
      await finish({ state, code: 'c' }, {}),
      { ok: false, failure: 'unknown_state', clearCookie: undefined },
      state,
    )
  }
  t.match(await finish({ code: 'c' }, {}), { failure: 'malformed_callback' })
  t.match(await finish({ state: ['a', 'b'], code: 'c' }, {}), { failure: 'duplicate_parameter' })
  t.equal(fake.received.length, asked)
  t.strictSame(await events(), [])
})

t.test('after ten minutes it is over', async t => {
  const { fake, deps, start, finish } = await provisioning(t)
  const { state, cookies } = await start()
  deps.ports.advance(600_000)
  const asked = fake.received.length
  t.match(await finish({ state, code: 'c' }, cookies), { failure: 'expired', clearCookie: /mcp_prov/ })
  t.equal(fake.count('/token'), 0)
  t.ok(fake.received.length <= asked + 1, 'metadata may be refreshed meanwhile')
})

t.test('GAP-6: an answer of another issuer is refused before the code is used', async t => {
  const { fake, start, finish } = await provisioning(t)
  const first = await start()
  t.match(await finish({ state: first.state, code: 'c', iss: 'https://evil.example' }, first.cookies), {
    failure: 'issuer_mismatch',
  })
  t.equal(fake.count('/token'), 0)
  const second = await start()
  t.match(await finish({ state: second.state, code: 'c', iss: fake.url }, second.cookies), { ok: true })
})

t.test('a denial is a denial, other words are mapped, unknown ones are not repeated', async t => {
  const { start, finish, events } = await provisioning(t)
  const cases = [
    ['access_denied', 'denied', undefined],
    ['invalid_scope', 'provider_error', 'invalid_scope'],
    ['<script>alert(1)</script>', 'provider_error', 'server_error'],
  ] as const
  for (const [error, failure, oauthError] of cases) {
    const { state, cookies } = await start()
    t.match(await finish({ state, error, error_description: 'x' }, cookies), { ok: false, failure, oauthError })
  }
  t.match((await events())[4], ['provision.denied', 'denied'])
})

t.test('without a code, or with one of 5 kB, nothing is exchanged', async t => {
  const { fake, start, finish } = await provisioning(t)
  for (const code of [undefined, '', 'x'.repeat(4_097)]) {
    const { state, cookies } = await start()
    t.match(await finish({ state, code }, cookies), { failure: 'malformed_callback' })
  }
  t.equal(fake.count('/token'), 0)
})

t.test('HYB-9: a ticket can be used up by its own person only', async t => {
  const { deps, start, finish, grant } = await provisioning(t)
  const { createTicket } = await import('../../../src/auth/provisioning/create-ticket.js')
  const ticketOf = async (userId: string) => {
    const { url } = await createTicket(
      { storage: deps.storage, ports: deps.ports, publicUrl: 'http://127.0.0.1:8000' },
      userId,
    )
    return new URL(url).searchParams.get('ticket') ?? ''
  }
  const foreign = await start({ ticket: await ticketOf('bob') })
  t.match(await finish({ state: foreign.state, code: 'c' }, foreign.cookies), { failure: 'wrong_person' })
  t.equal(await grant(), undefined)
  const own = await start({ ticket: await ticketOf('alice') })
  t.match(await finish({ state: own.state, code: 'c' }, own.cookies), { ok: true, userId: 'alice' })
})

t.test('HYB-10: authorising again replaces the row, keeps its birthday and raises its version', async t => {
  const { deps, start, finish, grant } = await provisioning(t)
  const first = await start()
  await finish({ state: first.state, code: 'c' }, first.cookies)
  const before = await grant()
  deps.ports.advance(60_000)
  const second = await start()
  await finish({ state: second.state, code: 'c' }, second.cookies)
  const after = await grant()
  t.equal(after?.createdAt, before?.createdAt)
  t.ok((after?.version ?? 0) > (before?.version ?? 0))
  t.not(after?.provisionedAt, before?.provisionedAt)
})

t.test('return_to comes back with the caller’s correlation id', async t => {
  const { fake, start, finish } = await provisioning(t)
  const { state, cookies } = await start({ return_to: '/settings/admin/astrolabe?x=1', state: 'corr' })
  t.match(await finish({ state, code: 'c' }, cookies), {
    ok: true,
    returnTo: `${fake.url}/settings/admin/astrolabe?x=1&state=corr`,
  })
})

t.test('while degraded the flow is not spent', async t => {
  const { deps, oidc, start, finish } = await provisioning(t)
  const { state, cookies } = await start()
  const paused = {
    ...oidc,
    status: () => ({ state: 'degraded', reason: 'x', retryAt: deps.ports.now() / 1000 + 42 }) as const,
  }
  const ready = deps.oidc
  deps.oidc = paused
  t.match(await finish({ state, code: 'c' }, cookies), {
    failure: 'degraded',
    retryAfterSeconds: 42,
    clearCookie: undefined,
  })
  deps.oidc = { ...oidc, status: () => ({ state: 'starting' }) }
  t.match(await finish({ state, code: 'c' }, cookies), { failure: 'degraded', retryAfterSeconds: 5 })
  deps.oidc = ready
  t.match(await finish({ state, code: 'c' }, cookies), { ok: true })
})
