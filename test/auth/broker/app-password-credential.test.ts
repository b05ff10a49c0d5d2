import t from 'tap'
import { appPasswordCredential as credential } from '../../../src/auth/broker/app-password-credential.js'
import type { BrokerDeps } from '../../../src/auth/broker/broker-deps.js'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { Secret } from '../../../src/lib/secret.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { testKey } from '../../helpers/open-test-storage.js'
import { fakeWorld } from './broker-world.js'

const appPasswordCredential = (deps: BrokerDeps, userId: string) => credential(deps, brokerState(deps), userId)

async function world(test: Parameters<typeof fakeWorld>[0], key = testKey()) {
  const { deps, storage } = await fakeWorld(test)
  const vault = openVault([key])
  const sealed = vault.seal(new Secret('app-pw'), sealContexts['app-password']({ userId: 'alice' }))
  const save = (loginName: string | null) =>
    storage.appPasswords.save({ userId: 'alice', loginName, sealed, scopes: null }, 100)
  return { deps: { ...deps, vault }, storage, save, sealed, key }
}

t.test('a stored app password is opened, with the login name it was made for', async t => {
  const { deps, save } = await world(t)
  t.equal(await appPasswordCredential(deps, 'alice'), undefined)
  await save(null)
  const found = await appPasswordCredential(deps, 'alice')
  t.match(found, { kind: 'basic', loginName: 'alice' })
  t.equal(found?.kind === 'basic' && found.password.reveal(), 'app-pw')
  await save('alice@example.org')
  t.match(await appPasswordCredential(deps, 'alice'), { loginName: 'alice@example.org' })
})

t.test('one that cannot be opened asks for the person and stays', async t => {
  const { deps, save, storage } = await world(t)
  await save(null)
  const stranger = { ...deps, vault: openVault([testKey()]) }
  await t.rejects(appPasswordCredential(stranger, 'alice'), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.ok(await storage.appPasswords.find('alice'))
})

t.test('one that an older key sealed is sealed with the first key when it is read', async t => {
  const { deps, save, storage, key } = await world(t)
  await save(null)
  const first = testKey()
  await appPasswordCredential({ ...deps, vault: openVault([first, key]) }, 'alice')
  const row = (await storage.appPasswords.find('alice'))!
  t.equal(row.sealed.keyId, openVault([first]).primaryKeyId)
  t.equal(openVault([first]).open(row.sealed.ciphertext, sealContexts['app-password'](row)).reveal(), 'app-pw')
})

t.test('BRK-14: one that was refused is not sent again, also by the next process', async t => {
  const { deps, save, storage, sealed } = await world(t)
  await save(null)
  const state = brokerState(deps)
  state.refused.add('alice', new Secret('app-pw'))
  await t.rejects(credential(deps, state, 'alice'), { code: 'NCMCP_REAUTH_REQUIRED' }, 'before the row says so')
  t.ok(await appPasswordCredential(deps, 'alice'), 'another process does not know yet')
  await storage.appPasswords.markRejected('alice', sealed, 200)
  await t.rejects(appPasswordCredential(deps, 'alice'), { code: 'NCMCP_REAUTH_REQUIRED' })
})
