import t from 'tap'
import { buildApp } from '../../../src/app.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import { testConfig } from '../../helpers/test-config.js'

t.test('both paths of the receiver take a delivery only with its secret', async t => {
  const { app } = await startHybridServer(t)
  for (const url of ['/webhooks/nextcloud', '/api/v1/webhooks/callback']) {
    for (const headers of [{}, { authorization: 'Bearer wrong' }]) {
      const response = await app.inject({ method: 'POST', url, headers, payload: '{}' })
      t.equal(response.statusCode, 401, url)
      t.strictSame(response.json(), { status: 'unauthorized' })
    }
  }
})

t.test('GAP-23: without background access there is no receiver', async t => {
  const app = await buildApp(
    testConfig({ ENABLE_OFFLINE_ACCESS: undefined, TOKEN_ENCRYPTION_KEY: undefined, TOKEN_STORAGE_DB: undefined }),
  )
  t.teardown(() => app.close())
  t.equal((await app.inject({ method: 'POST', url: '/webhooks/nextcloud' })).statusCode, 404)
})

t.test('GAP-23: a body of more than 256 KiB is refused', async t => {
  const { app } = await startHybridServer(t)
  const payload = 'x'.repeat(257 * 1024)
  t.equal((await app.inject({ method: 'POST', url: '/webhooks/nextcloud', payload })).statusCode, 413)
})
