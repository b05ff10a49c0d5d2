import t from 'tap'
import { Secret } from '../../../src/lib/secret.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import type { Vault } from '../../../src/vault/vault.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'

const row = (vault: Vault, userId: string) => ({
  userId,
  loginName: null,
  sealed: vault.seal(new Secret('app-pw'), sealContexts['app-password']({ userId })),
  scopes: null,
})

t.test('a person has one app password; a new one replaces it and keeps its birth', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.appPasswords.save(row(vault, 'alice'), 100)
  const saved = await storage.appPasswords.save(
    { ...row(vault, 'alice'), loginName: 'Alice@example', scopes: ['notes.read'] },
    200,
  )
  t.match(saved, { loginName: 'Alice@example', scopes: ['notes.read'], createdAt: 100, updatedAt: 200 })
  t.strictSame(await storage.appPasswords.find('alice'), saved)
  t.equal(await storage.appPasswords.find('bob'), undefined)
})

t.test('scopes change without the password', async t => {
  const { storage, vault } = await openTestStorage(t)
  const { sealed } = await storage.appPasswords.save(row(vault, 'alice'), 100)
  t.equal(await storage.appPasswords.setScopes('alice', ['files.read'], 150), true)
  t.match(await storage.appPasswords.find('alice'), { scopes: ['files.read'], sealed, updatedAt: 150 })
  t.equal(await storage.appPasswords.setScopes('bob', [], 150), false)
})

t.test('resealing loses against a new password', async t => {
  const { storage, vault } = await openTestStorage(t)
  const { sealed: old } = await storage.appPasswords.save(row(vault, 'alice'), 100)
  const fresh = row(vault, 'alice').sealed
  t.equal(await storage.appPasswords.reseal('alice', old, fresh), true)
  t.equal(await storage.appPasswords.reseal('alice', old, row(vault, 'alice').sealed), false)
  t.strictSame((await storage.appPasswords.find('alice'))?.sealed, fresh)
})

t.test('a removed password is gone, and removing it again says so', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.appPasswords.save(row(vault, 'alice'), 100)
  t.equal(await storage.appPasswords.remove('alice'), true)
  t.equal(await storage.appPasswords.remove('alice'), false)
})

t.test('one that Nextcloud refused is marked once, and a new one is not', async t => {
  const { storage, vault } = await openTestStorage(t)
  const { sealed, origin, rejectedAt } = await storage.appPasswords.save(row(vault, 'alice'), 100)
  t.strictSame([origin, rejectedAt], ['handed_over', null])
  t.equal(await storage.appPasswords.markRejected('alice', sealed, 200), true)
  t.equal(await storage.appPasswords.markRejected('alice', sealed, 300), false)
  t.match(await storage.appPasswords.find('alice'), { rejectedAt: 200 })
  await storage.appPasswords.save({ ...row(vault, 'alice'), origin: 'login_flow' }, 400)
  t.match(await storage.appPasswords.find('alice'), { rejectedAt: null, origin: 'login_flow' })
  t.equal(await storage.appPasswords.markRejected('alice', sealed, 500), false, 'the refusal was of the one before')
})
