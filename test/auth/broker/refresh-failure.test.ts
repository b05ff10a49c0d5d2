import t from 'tap'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { refreshGrant } from '../../../src/auth/broker/refresh-grant.js'
import { fakeWorld, granted, refusal } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0]) {
  const fake = await fakeWorld(test)
  const state = brokerState(fake.deps)
  return { ...fake, state, refresh: () => refreshGrant(fake.deps, state, 'alice') }
}

t.test('invalid_grant wipes the token, forgets the person and is not tried again', async t => {
  const { refresh, answers, grant, forms, state, audited } = await world(t)
  const told: string[] = []
  state.listeners.add(userId => told.push(userId))
  answers(refusal('invalid_grant'))
  await t.rejects(refresh(), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.match(await grant('alice'), { status: 'reauth_required', ciphertext: null, lastError: 'invalid_grant' })
  await t.rejects(refresh(), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.equal(forms().length, 1)
  t.strictSame(told, ['alice'])
  t.match(audited, [{ event: 'token.refresh.failed', userId: 'alice', reason: 'invalid_grant' }])
})

t.test('after an ambiguous failure the next attempt tells the truth', async t => {
  const { refresh, answers, grant, ports, storedToken } = await world(t)
  answers({ drop: true }, refusal('invalid_grant'))
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.match(await grant('alice'), { status: 'active', lastError: 'ambiguous', version: 1 })
  t.equal(await storedToken(), 'rt-1')
  ports.advance(10_000)
  await t.rejects(refresh(), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.match(await grant('alice'), { lastError: 'lost_in_transit' })
})

t.test('or the good news: the token still lives', async t => {
  const { refresh, answers, grant, ports } = await world(t)
  answers({ status: 500, body: {} }, granted())
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  ports.advance(10_000)
  await refresh()
  t.match(await grant('alice'), { status: 'active', lastError: null, version: 2 })
})

t.test('an outage leaves the row as it is, and the person waits longer each time', async t => {
  const { refresh, answers, grant, ports, forms } = await world(t)
  const before = await grant('alice')
  answers({ status: 503, body: '' })
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.strictSame(await grant('alice'), before)
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.equal(forms().length, 1, 'no request while waiting')
  ports.advance(5_000)
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  ports.advance(5_000)
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.equal(forms().length, 2, 'the second wait is longer')
})

t.test('the provider may ask for a longer wait', async t => {
  const { refresh, answers } = await world(t)
  answers({ status: 429, headers: { 'retry-after': '90' }, body: '' })
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE', retryAfterSeconds: 90 })
})

t.test('a dead client takes all of its grants with it', async t => {
  const { refresh, answers, grant, save, deps, audited } = await world(t)
  await save('bob', 'rt-of-bob')
  answers(refusal('expired_client'))
  await t.rejects(refresh(), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.match(await grant('bob'), { status: 'reauth_required', ciphertext: null })
  t.strictSame(deps.oidc.rejectedClients, ['c1'])
  t.match(audited.at(-1), { event: 'client.expired', clientId: 'c1' })
})

t.test('a configured client whose secret is wrong costs no grant', async t => {
  const { refresh, answers, grant, deps, storedToken } = await world(t)
  deps.oidc.client.source = 'environment'
  answers(refusal('invalid_client'))
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.match(await grant('alice'), { status: 'active' })
  t.equal(await storedToken(), 'rt-1')
  t.strictSame(deps.oidc.rejectedClients, ['c1'])
})

t.test('a request that the provider does not understand is our fault and changes nothing', async t => {
  const { refresh, answers, grant } = await world(t)
  const before = await grant('alice')
  answers(refusal('invalid_request'))
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.strictSame(await grant('alice'), before)
})

t.test("neither our secrets nor the provider's words are in what is thrown or recorded", async t => {
  const { refresh, answers, audited, ports } = await world(t)
  for (const answer of [{ drop: true }, refusal('invalid_request'), refusal('invalid_grant')]) {
    answers(answer)
    ports.advance(300_000)
    const error: unknown = await refresh().catch((thrown: unknown) => thrown)
    const told = JSON.stringify([error instanceof Error && [error.message, error.stack, error.cause], audited])
    t.notMatch(told, /rt-1|the-client-secret|In their words/)
  }
})
