import { fastify } from 'fastify'
import t, { type Test } from 'tap'
import { errorHandler } from '../../src/http/error-handler.js'
import { originGuard } from '../../src/http/origin-guard.js'
import { testConfig } from '../helpers/test-config.js'

async function guarded(t: Test) {
  const app = fastify()
  t.teardown(() => app.close())
  app.setErrorHandler(errorHandler)
  app.addHook('onRequest', originGuard(testConfig()))
  app.get('/api/v1/status', async () => ({ ok: true }))
  app.get('/health/live', async () => ({ ok: true }))
  return app
}

t.test('GAP-32: a foreign Host is 403 and the answer names the setting', async t => {
  const app = await guarded(t)
  const response = await app.inject({ url: '/api/v1/status', headers: { host: 'evil' } })
  t.equal(response.statusCode, 403)
  t.match(response.json(), { error: 'NCMCP_HOST_NOT_ALLOWED', message: /MCP_ALLOWED_HOSTS/ })
})

t.test('GAP-32: a foreign Origin is 403', async t => {
  const app = await guarded(t)
  const headers = { host: '127.0.0.1:8000', origin: 'https://evil.example' }
  t.equal((await app.inject({ url: '/api/v1/status', headers })).statusCode, 403)
})

t.test('a probe of an orchestrator is answered whatever it calls us', async t => {
  const app = await guarded(t)
  t.equal((await app.inject({ url: '/health/live', headers: { host: 'pod-17' } })).statusCode, 200)
})

t.test('a request that names us passes', async t => {
  const app = await guarded(t)
  t.equal((await app.inject({ url: '/api/v1/status', headers: { host: 'localhost:8000' } })).statusCode, 200)
})

t.test('RT-7: metadata may be read by pages of every origin, under our name only', async t => {
  const app = await guarded(t)
  for (const url of ['/.well-known/oauth-authorization-server', '/mcp/.well-known/openid-configuration']) {
    const origin = 'https://evil.example'
    t.not((await app.inject({ url, headers: { host: '127.0.0.1:8000', origin } })).statusCode, 403, url)
    t.equal((await app.inject({ url, headers: { host: 'evil', origin } })).statusCode, 403, url)
  }
})
