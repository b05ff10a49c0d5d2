import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { tokenStorage } from '../../../plugins/token-storage/index.js'
import type { Config } from '../../../src/config/config.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { testKey } from '../../helpers/open-test-storage.js'
import { testConfig } from '../../helpers/test-config.js'
import { testHttpClient } from '../../helpers/test-http-client.js'
import { testFlow, testGrant } from '../../storage/storage-fixtures.js'

async function appWith(t: Test, config: Config, ports = manualPorts()) {
  const app = Fastify()
  app.decorate('config', config)
  app.decorate('ports', ports)
  app.decorate('http', testHttpClient(t).http)
  await app.register(tokenStorage)
  t.teardown(() => app.close())
  return app
}

const storedIn = (path: string, key = testKey(), env: Record<string, string> = {}) =>
  testConfig({ TOKEN_STORAGE_DB: path, TOKEN_ENCRYPTION_KEY: key.reveal(), ...env })

t.test('it opens, migrates and closes the database', async t => {
  const path = join(t.testdir(), 'data', 'tokens.db')
  const app = await appWith(t, storedIn(path))
  await t.resolves(app.storage!.check())
  t.ok(existsSync(path))
  await app.close()
  await t.rejects(app.storage!.check(), { code: 'NCMCP_STORAGE_FAILED' })
})

t.test('a mode that persists nothing has a vault and an audit, no storage and no file', async t => {
  const app = await appWith(t, { ...testConfig(), storage: undefined })
  t.equal(app.storage, undefined)
  t.match(app.vault.mac('cache-mac', 'a'), /^[\w-]{43}$/)
  t.doesNotThrow(() => app.audit.record('basic.failed', 'denied'))
})

t.test('events are recorded in the database', async t => {
  const app = await appWith(t, storedIn(join(t.testdir(), 'tokens.db')))
  app.audit.record('provision.start', 'ok', { userId: 'alice' })
  t.match(await app.storage!.audit.list({ limit: 9 }), [{ event: 'provision.start', userId: 'alice' }])
})

t.test('a key that opens nothing stops the start, unless the rows are given up', async t => {
  const path = join(t.testdir(), 'tokens.db')
  const first = await appWith(t, storedIn(path))
  await first.storage!.grants.save(testGrant(first.vault, 'alice'), 100)
  await first.close()
  await t.rejects(appWith(t, storedIn(path)), { code: 'NCMCP_CONFIG_INVALID', message: /TOKEN_ENCRYPTION_KEY/ })
  await t.resolves(appWith(t, storedIn(path, testKey(), { TOKEN_ENCRYPTION_KEY_RESET: 'true' })))
})

t.test('an older key in second place still opens everything', async t => {
  const path = join(t.testdir(), 'tokens.db')
  const key = testKey()
  const first = await appWith(t, storedIn(path, key))
  await first.storage!.grants.save(testGrant(first.vault, 'alice'), 100)
  await first.close()
  const both = testConfig({ TOKEN_STORAGE_DB: path, TOKEN_ENCRYPTION_KEY: `${testKey().reveal()},${key.reveal()}` })
  await t.resolves(appWith(t, both))
})

t.test('expired rows are swept every ten minutes', async t => {
  const ports = manualPorts(1_000_000)
  const app = await appWith(t, storedIn(join(t.testdir(), 'tokens.db')), ports)
  await app.storage!.flows.add(testFlow(app.vault, 'old', { expiresAt: 1_100 }))
  await app.storage!.flows.add(testFlow(app.vault, 'young', { expiresAt: 9_999 }))
  ports.advance(599_000)
  t.equal(await app.storage!.flows.count(), 2)
  ports.advance(1_000)
  await new Promise(resolve => setImmediate(resolve))
  t.equal(await app.storage!.flows.count(), 1)
})
