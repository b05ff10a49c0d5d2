import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { checkDatabase } from '../../../src/cli/doctor/check-database.js'
import { withParts } from '../../../src/cli/with-parts.js'
import { Secret } from '../../../src/lib/secret.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { testConfig } from '../../helpers/test-config.js'

const NEW_KEY = Buffer.alloc(32, 'another key ').toString('base64')
const now = () => 0
const sealSomething = (path: string) =>
  withParts(testConfig({ TOKEN_STORAGE_DB: path }), async ({ storage, vault }) => {
    const sealed = vault.seal(new Secret('app-password'), sealContexts['app-password']({ userId: 'alice' }))
    await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 1)
  })

t.test('a database that does not exist yet passes, and is not made', async t => {
  const folder = t.testdir()
  const config = testConfig({ TOKEN_STORAGE_DB: join(folder, 'sub', 'tokens.db') })
  t.match(await checkDatabase(config, now), [
    { name: 'database', status: 'ok', message: /the first start makes it/ },
    { name: 'key', status: 'ok' },
  ])
  t.strictSame(readdirSync(folder), [])
})

t.test('a database with readable secrets passes', async t => {
  const path = join(t.testdir(), 'tokens.db')
  await sealSomething(path)
  t.match(await checkDatabase(testConfig({ TOKEN_STORAGE_DB: path }), now), [
    { name: 'database', status: 'ok', message: `${path} is up to date and writable` },
    { name: 'key', status: 'ok', message: 'opens the stored secrets' },
  ])
})

t.test('STO-6: a key that opens nothing is a failure', async t => {
  const path = join(t.testdir(), 'tokens.db')
  await sealSomething(path)
  const config = testConfig({ TOKEN_STORAGE_DB: path, TOKEN_ENCRYPTION_KEY: NEW_KEY })
  t.match(await checkDatabase(config, now), [{ status: 'ok' }, { name: 'key', status: 'fail', fix: /after a comma/ }])
})

t.test('a path that is a folder is a failure', async t => {
  const path = join(t.testdir(), 'tokens.db')
  mkdirSync(path)
  t.match(await checkDatabase(testConfig({ TOKEN_STORAGE_DB: path }), now), [{ name: 'database', status: 'fail' }])
})

t.test('a mode that stores nothing skips it', async t => {
  t.match(await checkDatabase(testConfig({ ENABLE_OFFLINE_ACCESS: 'no' }), now), [{ name: 'database', status: 'skip' }])
})
