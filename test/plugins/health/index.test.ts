import t from 'tap'
import { buildApp } from '../../../src/app.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import { testConfig } from '../../helpers/test-config.js'

t.test('a server that works is alive and ready, and says in which mode', async t => {
  const { app } = await startHybridServer(t)
  t.strictSame((await app.inject('/health/live')).json(), { status: 'alive', mode: 'basic' })
  const ready = await app.inject('/health/ready')
  t.equal(ready.statusCode, 200)
  t.match(ready.json(), {
    status: 'ready',
    checks: { auth_mode: 'multi_user_basic', supports_app_passwords: true, database: 'ok', oauth: 'ready' },
  })
})

t.test('HYB-3: without Nextcloud it is ready all the same, and honest about what is degraded', async t => {
  const app = await buildApp(testConfig())
  t.teardown(() => app.close())
  await app.ready()
  await app.oauth?.oidc.start()
  const ready = await app.inject('/health/ready')
  t.equal(ready.statusCode, 200)
  t.match(ready.json().checks.oauth, /^degraded: /)
})

t.test('a database that cannot be used makes it unready', async t => {
  const { app } = await startHybridServer(t)
  await app.storage!.close()
  const ready = await app.inject('/health/ready')
  t.equal(ready.statusCode, 503)
  t.match(ready.json(), { status: 'not_ready', checks: { database: /^error/ } })
})
