import t from 'tap'
import { Secret } from '../../src/lib/secret.js'
import { sealContexts } from '../../src/vault/seal-contexts.js'
import { openTestStorage } from '../helpers/open-test-storage.js'
import { testClient, testFlow, testGrant } from './storage-fixtures.js'

t.test('every stored secret is reached, with the context that opens it', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  await storage.clients.save(testClient(vault), 100)
  await storage.flows.add(testFlow(vault, 'state'))
  const sealed = vault.seal(new Secret('app-pw'), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 100)
  const opened: string[] = []
  for (const column of storage.sealed)
    for (const row of await column.sealedByOthers('', 0, 10))
      opened.push(vault.open(row.ciphertext, sealContexts[column.purpose](row.owner)).reveal())
  t.strictSame(opened, ['rt-of-alice', 'the-client-secret', 'the-registration-token', 'the-verifier', 'app-pw'])
})

t.test('rows are counted per key, wiped ones not', async t => {
  const { storage, vault } = await openTestStorage(t)
  for (const userId of ['alice', 'bob', 'carol']) await storage.grants.save(testGrant(vault, userId), 100)
  await storage.grants.markReauthRequired('https://nc.example', 'bob', 'invalid_grant', 110)
  const [tokens] = storage.sealed
  t.strictSame(await tokens!.countByKey(), { [vault.primaryKeyId]: 2 })
  t.strictSame(await tokens!.sealedByOthers(vault.primaryKeyId, 0, 10), [])
})

t.test('rows come in pages, each once', async t => {
  const { storage, vault } = await openTestStorage(t)
  for (const userId of ['alice', 'bob', 'carol']) await storage.grants.save(testGrant(vault, userId), 100)
  const [tokens] = storage.sealed
  const first = await tokens!.sealedByOthers('', 0, 2)
  const second = await tokens!.sealedByOthers('', first.at(-1)!.position, 2)
  t.strictSame(
    [...first, ...second].map(row => row.owner.userId),
    ['alice', 'bob', 'carol'],
  )
})

t.test('a replacement loses against a change that came before', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  const [tokens] = storage.sealed
  const [row] = await tokens!.sealedByOthers('', 0, 1)
  const fresh = testGrant(vault, 'alice').sealed
  await storage.grants.save(testGrant(vault, 'alice', { token: 'newer' }), 110)
  t.equal(await tokens!.replace(row!, fresh), false)
  const [now] = await tokens!.sealedByOthers('', 0, 1)
  t.equal(await tokens!.replace(now!, fresh), true)
  t.match(await storage.grants.find('https://nc.example', 'alice'), { ciphertext: fresh.ciphertext, version: 2 })
})
