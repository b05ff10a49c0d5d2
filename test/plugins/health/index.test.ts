import t from 'tap'
import { buildApp } from '../../../src/app.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import { startOAuthServer, STATELESS } from '../../helpers/oauth-server.js'
import { singleUserServer } from '../../helpers/single-user-server.js'
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

t.test('each mode says which it is, and only what it has', async t => {
  const single = await singleUserServer(t)
  t.strictSame((await single.app.inject('/health/live')).json(), { status: 'alive', mode: 'basic' })
  const own = (await single.app.inject('/health/ready')).json().checks
  t.match(own, { nextcloud_configured: 'ok', auth_mode: 'basic', auth_configured: 'ok' })
  for (const key of ['supports_app_passwords', 'database', 'oauth']) t.notOk(key in own, key)
  const oauth = await startOAuthServer(t)
  t.strictSame((await oauth.app.inject('/health/live')).json(), { status: 'alive', mode: 'oauth' })
  const { checks } = (await oauth.app.inject('/health/ready')).json()
  t.match(checks, { auth_mode: 'oauth', oauth: 'ready', database: 'ok' })
  t.notOk('supports_app_passwords' in checks)
  const pure = await startHybridServer(t, { env: STATELESS })
  t.match((await pure.app.inject('/health/ready')).json().checks, {
    auth_mode: 'multi_user_basic',
    supports_app_passwords: false,
  })
})

t.test('a probe needs no credentials, and is told neither addresses nor names', async t => {
  const { app, url, sandbox } = await startHybridServer(t)
  for (const path of ['/health/live', '/health/ready']) {
    const response = await app.inject({ url: path, headers: { host: '10.1.2.3:8000' } })
    t.equal(response.statusCode, 200)
    t.notOk(
      [url, sandbox.url, 'alice'].some(word => response.body.includes(word)),
      path,
    )
  }
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
