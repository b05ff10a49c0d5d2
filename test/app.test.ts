import t from 'tap'
import { buildApp } from '../src/app.js'
import { startHybridServer } from './helpers/hybrid-server.js'
import { testConfig } from './helpers/test-config.js'

t.test('CFG-14: hybrid has all its doors, with and without VECTOR_SYNC_ENABLED', async t => {
  for (const flag of ['true', undefined]) {
    const app = await buildApp(testConfig({ VECTOR_SYNC_ENABLED: flag }))
    t.teardown(() => app.close())
    for (const [method, url] of [
      ['POST', '/mcp'],
      ['GET', '/oauth/authorize-nextcloud'],
      ['GET', '/oauth/callback'],
      ['GET', '/api/v1/webhooks'],
      ['POST', '/webhooks/nextcloud'],
    ] as const) {
      t.ok(app.hasRoute({ method, url }), `${method} ${url} with VECTOR_SYNC_ENABLED ${flag}`)
    }
  }
})

t.test('GAP-40: no metadata says that /mcp is an OAuth resource', async t => {
  const { app } = await startHybridServer(t)
  for (const url of [
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-protected-resource/mcp',
    '/.well-known/oauth-authorization-server',
  ]) {
    t.equal((await app.inject(url)).statusCode, 404, url)
  }
})

t.test('a plugin that is missing stops the boot', async t => {
  const { fastify } = await import('fastify')
  const { managementApi } = await import('../plugins/management-api/index.js')
  const app = fastify()
  t.teardown(() => app.close())
  app.register(managementApi)
  await t.rejects(async () => app.ready(), /dependency 'token-storage'/)
})

t.test('a start while Nextcloud is down is a start: Basic answers 503, OAuth says that it is degraded', async t => {
  const app = await buildApp(testConfig())
  t.teardown(() => app.close())
  await app.ready()
  const headers = {
    authorization: `Basic ${Buffer.from('alice:x').toString('base64')}`,
    'content-type': 'application/json',
  }
  const response = await app.inject({ method: 'POST', url: '/mcp', headers, payload: '{}' })
  t.equal(response.statusCode, 503)
  t.ok(response.headers['retry-after'])
})
