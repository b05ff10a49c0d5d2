import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import t from 'tap'
import { Secret } from '../../src/lib/secret.js'
import { openStorage } from '../../src/storage/open-storage.js'
import { sealContexts } from '../../src/vault/seal-contexts.js'
import { openTestStorage } from '../helpers/open-test-storage.js'
import { ISSUER, testClient, testFlow, testGrant } from './storage-fixtures.js'

t.test('what was stored is there after a restart', async t => {
  const path = join(t.testdir(), 'data', 'tokens.db')
  const { vault } = await openTestStorage(t)
  const first = await openStorage({ path, now: Date.now })
  await first.grants.save(testGrant(vault, 'alice'), 100)
  await first.close()
  const second = await openStorage({ path, now: Date.now })
  t.teardown(() => second.close())
  t.match(await second.grants.find(ISSUER, 'alice'), { version: 1 })
})

t.test('neither the database nor its WAL holds a secret', async t => {
  const { storage, vault, path } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice', { token: 'the-refresh-token' }), 100)
  await storage.clients.save(testClient(vault), 100)
  await storage.flows.add(testFlow(vault, 'state-hash'))
  const sealed = vault.seal(new Secret('the-app-password'), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 100)
  const dump = ['', '-wal', '-shm'].map(suffix => readFileSync(`${path}${suffix}`, 'latin1')).join('')
  t.match(dump, /state-hash/, 'the rows are in the dump')
  for (const secret of [
    'the-refresh-token',
    'the-client-secret',
    'the-registration-token',
    'the-verifier',
    'the-app-password',
  ])
    t.notMatch(dump, secret)
})

t.test('blobs that were swapped between two users open for neither', async t => {
  const { storage, vault, path } = await openTestStorage(t)
  for (const userId of ['alice', 'bob']) await storage.grants.save(testGrant(vault, userId), 100)
  const [alice, bob] = [await storage.grants.find(ISSUER, 'alice'), await storage.grants.find(ISSUER, 'bob')]
  const raw = new Sqlite(path)
  const write = raw.prepare('UPDATE refresh_tokens SET ciphertext = ? WHERE user_id = ?')
  write.run(bob?.ciphertext, 'alice')
  write.run(alice?.ciphertext, 'bob')
  raw.close()
  for (const userId of ['alice', 'bob']) {
    const row = (await storage.grants.find(ISSUER, userId))!
    t.throws(() => vault.open(row.ciphertext!, sealContexts['refresh-token'](row)), { code: 'NCMCP_DECRYPTION_FAILED' })
  }
})

t.test('a newer database is refused and left closed', async t => {
  const path = join(t.testdir(), 'tokens.db')
  await (await openStorage({ path, now: Date.now })).close()
  const raw = new Sqlite(path)
  raw.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of-the-future', 99999999999999)")
  raw.close()
  await t.rejects(openStorage({ path, now: Date.now }), { code: 'NCMCP_DATABASE_TOO_NEW' })
})

t.test('check writes, and fails when that is impossible', async t => {
  const { storage, path } = await openTestStorage(t)
  await t.resolves(storage.check())
  const raw = new Sqlite(path)
  raw.exec('DROP TABLE locks')
  raw.close()
  await t.rejects(storage.check(), { code: 'NCMCP_STORAGE_FAILED' })
})

t.test('a closed storage says so and does not hang', async t => {
  const storage = await openStorage({ path: ':memory:', now: Date.now })
  await storage.close()
  await t.rejects(storage.grants.find(ISSUER, 'alice'), { code: 'NCMCP_STORAGE_FAILED' })
})
