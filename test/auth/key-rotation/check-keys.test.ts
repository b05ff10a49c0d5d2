import t from 'tap'
import { checkKeys } from '../../../src/auth/key-rotation/check-keys.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { openTestStorage, testKey } from '../../helpers/open-test-storage.js'
import { testFlow, testGrant } from '../../storage/storage-fixtures.js'

const strict = { allowReset: false }

t.test('an empty database starts with any key', async t => {
  const { storage, vault } = await openTestStorage(t)
  t.strictSame(await checkKeys(storage, vault, strict), { state: 'empty', missingKeyIds: [] })
})

t.test('a key that opens nothing is refused, naming the keys that are needed', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  const refusal = { code: 'NCMCP_CONFIG_INVALID', message: new RegExp(vault.primaryKeyId) }
  await t.rejects(checkKeys(storage, openVault([testKey()]), strict), refusal)
})

t.test('the wrong key is taken when the administrator gives the rows up', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  const check = await checkKeys(storage, openVault([testKey()]), { allowReset: true })
  t.strictSame(check, { state: 'unreadable', missingKeyIds: [vault.primaryKeyId] })
})

t.test('one readable row is enough, and the missing key is named', async t => {
  const { storage, vault } = await openTestStorage(t)
  const lost = openVault([testKey()])
  await storage.grants.save(testGrant(lost, 'alice'), 100)
  await storage.grants.save(testGrant(vault, 'bob'), 100)
  t.strictSame(await checkKeys(storage, vault, strict), { state: 'readable', missingKeyIds: [lost.primaryKeyId] })
})

t.test('rows under the right key that were tampered with do not count as readable', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save({ ...testGrant(vault, 'alice'), sealed: testGrant(vault, 'bob').sealed }, 100)
  await t.rejects(checkKeys(storage, vault, strict), { code: 'NCMCP_CONFIG_INVALID' })
})

t.test('authorizations in progress do not stop a new key: they lapse in minutes', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.flows.add(testFlow(vault, 'state'))
  t.match(await checkKeys(storage, openVault([testKey()]), strict), { state: 'empty' })
})
