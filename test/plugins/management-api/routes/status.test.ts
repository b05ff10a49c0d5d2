import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('RT-3: the status is what Astrolabe reads, and names no internal host', async t => {
  const { app, sandbox } = await startHybridServer(t)
  const response = await app.inject('/api/v1/status')
  t.match(response.json(), {
    auth_mode: 'multi_user_basic',
    supports_app_passwords: true,
    vector_sync_enabled: false,
    management_api_version: '1.0',
    webhooks_enabled: true,
    supported_search_types: [],
    oauth: { state: 'ready' },
  })
  t.notOk('oidc' in response.json(), 'RT-4: no discovery URL that nobody configured')
  t.notOk(response.body.includes(new URL(sandbox.url).host))
  t.notOk('error' in response.json())
})

t.test('RT-4: only what the administrator wrote is shown as oidc', async t => {
  const { app } = await startHybridServer(t, { env: { OIDC_ISSUER: 'http://127.0.0.1:9' } })
  t.strictSame((await app.inject('/api/v1/status')).json().oidc, { issuer: 'http://127.0.0.1:9' })
})

t.test('OP-4: the status says when the registered client will expire', async t => {
  const { app } = await startHybridServer(t)
  const { oauth } = (await app.inject('/api/v1/status')).json()
  t.match(oauth.client_expires_at, /^\d{4}-\d\d-\d\dT/)
  t.match(oauth.warnings[0], /NEXTCLOUD_OIDC_CLIENT_ID/)
})

t.test('the switch of the administrator is told, also while there is no index', async t => {
  const { app } = await startHybridServer(t, { env: { VECTOR_SYNC_ENABLED: 'true' } })
  t.equal((await app.inject('/api/v1/status')).json().vector_sync_enabled, true)
})
