import t from 'tap'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { expireGrants, revokeAccess } from '../../../src/auth/broker/revoke-access.js'
import { Secret } from '../../../src/lib/secret.js'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { fakeWorld } from './broker-world.js'

const withPassword = async ({ vault, storage }: Awaited<ReturnType<typeof fakeWorld>>) => {
  const sealed = vault.seal(new Secret('app-pw'), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 100)
}

t.test('grant and app password go, at every issuer, and it is recorded', async t => {
  const world = await fakeWorld(t)
  const { deps, storage, audited } = world
  await withPassword(world)
  t.strictSame(await revokeAccess(deps, brokerState(deps), 'alice'), {
    hadGrant: true,
    remoteRevoked: null,
    hadAppPassword: true,
    appPasswordDeleted: null,
  })
  t.strictSame(await storage.grants.ofUser('alice'), [])
  t.equal(await storage.appPasswords.find('alice'), undefined)
  t.match(audited, [{ event: 'token.revoked', outcome: 'ok', userId: 'alice', clientId: 'c1' }])
})

t.test('a provider that refuses does not stop it', async t => {
  const { deps, storage, provider } = await fakeWorld(t)
  deps.oidc.provider.revocationEndpoint = `${provider.url}/revoke`
  provider.on('/revoke', { status: 503, body: '' })
  t.match(await revokeAccess(deps, brokerState(deps), 'alice'), { hadGrant: true, remoteRevoked: false })
  t.strictSame(await storage.grants.ofUser('alice'), [])
})

t.test('it works while the provider is not known', async t => {
  const { deps, storage } = await fakeWorld(t)
  deps.oidc.outage = new TemporarilyUnavailable('down')
  t.match(await revokeAccess(deps, brokerState(deps), 'alice'), { hadGrant: true, remoteRevoked: false })
  t.strictSame(await storage.grants.ofUser('alice'), [])
})

t.test('with nothing stored nothing is recorded', async t => {
  const { deps, audited } = await fakeWorld(t)
  t.match(await revokeAccess(deps, brokerState(deps), 'bob'), {
    hadGrant: false,
    remoteRevoked: null,
    hadAppPassword: false,
    appPasswordDeleted: null,
  })
  t.strictSame(audited, [])
})

t.test('an expired consent leaves the app password alone', async t => {
  const world = await fakeWorld(t)
  const { deps, storage } = world
  await withPassword(world)
  await expireGrants(deps, brokerState(deps), 'alice', await storage.grants.ofUser('alice'))
  t.strictSame(await storage.grants.ofUser('alice'), [])
  t.ok(await storage.appPasswords.find('alice'))
})
