import t from 'tap'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { revokeRemotely } from '../../../src/auth/broker/revoke-remotely.js'
import { Secret } from '../../../src/lib/secret.js'
import { fakeWorld } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0]) {
  const fake = await fakeWorld(test)
  const { deps, provider, storage } = fake
  deps.oidc.provider.revocationEndpoint = `${provider.url}/revoke`
  provider.on('/revoke', { body: '' })
  const state = brokerState(deps)
  const revoke = async () => revokeRemotely(deps, state, await storage.grants.ofUser('alice'))
  const forms = () => provider.received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
  return { ...fake, state, revoke, forms }
}
const client = { client_id: 'c1', client_secret: 'the-client-secret' }

t.test('a provider without the endpoint is not asked', async t => {
  const { revoke, deps, forms } = await world(t)
  deps.oidc.provider.revocationEndpoint = undefined
  t.equal(await revoke(), null)
  t.strictSame(forms(), [])
})

t.test('refresh and access token are revoked, each with its hint, by an authenticated client', async t => {
  const { revoke, state, forms } = await world(t)
  const access = { token: new Secret('at-1'), expiresAt: 9, scopes: [] }
  state.cache.put('alice', state.cache.stamp('alice'), { access, obtainedAt: 1, afterRejection: false })
  t.equal(await revoke(), true)
  t.strictSame(forms(), [
    { token: 'at-1', token_type_hint: 'access_token', ...client },
    { token: 'rt-1', token_type_hint: 'refresh_token', ...client },
  ])
})

t.test('a refusal, a broken connection and a foreign client are told apart from success', async t => {
  const { revoke, provider, deps, forms } = await world(t)
  provider.on('/revoke', { status: 400, body: { error: 'unsupported_token_type' } })
  t.equal(await revoke(), false)
  provider.on('/revoke', { drop: true })
  t.equal(await revoke(), false)
  const asked = forms().length
  deps.oidc.client.id = 'c2'
  t.equal(await revoke(), false)
  t.equal(forms().length, asked, 'the token of one client is not shown to another')
})

t.test('a token that cannot be opened is not sent', async t => {
  const { revoke, storage, deps, forms, vault } = await world(t)
  const swapped = vault.seal(new Secret('x'), {
    purpose: 'refresh-token',
    issuer: 'elsewhere',
    userId: 'alice',
    clientId: 'c1',
  })
  const row = { sealed: swapped, refreshExpiresAt: null, accessExpiresAt: null }
  await storage.grants.rotate(deps.oidc.provider.issuer, 'alice', 1, row, 100)
  t.equal(await revoke(), false)
  t.strictSame(forms(), [])
})
