import t from 'tap'
import { apiRoutes } from '../../helpers/api-routes.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import { testConfig } from '../../helpers/test-config.js'
import { buildApp } from '../../../src/app.js'

const OPEN = [
  'GET /api/v1/status',
  'GET /api/v1/vector-sync/status',
  'GET /api/v1/scopes',
  'GET /api/v1/openapi.json',
  'POST /api/v1/search',
  'POST /api/v1/vector-viz/search',
]

const filled = (url: string) => url.replace(/:[A-Za-z]+/g, 'x1')

t.test('everything under /api is denied without a credential, unless it is on the list of open routes', async t => {
  const { app } = await startHybridServer(t)
  const routes = apiRoutes(app)
  t.ok(routes.length > 20, `${routes.length} routes were found`)
  for (const { method, url } of routes.filter(({ method }) => method !== 'HEAD')) {
    const response = await app.inject({ method: method as 'GET', url: filled(url) })
    const isOpen = OPEN.includes(`${method} ${url}`)
    t.equal(response.statusCode === 401, !isOpen, `${method} ${url} -> ${response.statusCode}`)
  }
})

t.test('every bearer route refuses Basic, and every Basic route refuses a bearer', async t => {
  const server = await startHybridServer(t)
  const basic = server.basic('alice')
  t.equal((await server.app.inject({ url: '/api/v1/users/alice/session', headers: basic })).statusCode, 401)
  const bearer = await server.bearer('alice')
  t.equal((await server.app.inject({ url: '/api/v1/users/alice/access', headers: bearer })).statusCode, 401)
})

t.test('section 5: doubled slashes are known, wrong methods are 405, unknown paths 404', async t => {
  const { app } = await startHybridServer(t)
  t.equal((await app.inject('//api/v1/status')).statusCode, 200)
  t.equal((await app.inject({ method: 'DELETE', url: '/api/v1/status' })).statusCode, 405)
  t.equal((await app.inject({ method: 'PUT', url: '/api/v1/webhooks/7' })).statusCode, 405)
  t.equal((await app.inject('/api/v1/nothing')).statusCode, 404)
})

t.test('pure Basic mode has the status routes and nothing else of the API', async t => {
  const app = await buildApp(
    testConfig({ ENABLE_OFFLINE_ACCESS: undefined, TOKEN_ENCRYPTION_KEY: undefined, TOKEN_STORAGE_DB: undefined }),
  )
  t.teardown(() => app.close())
  t.equal((await app.inject('/api/v1/status')).statusCode, 200)
  for (const url of [
    '/api/v1/scopes',
    '/api/v1/webhooks',
    '/api/v1/users/alice/session',
    '/oauth/authorize-nextcloud',
  ]) {
    t.equal((await app.inject(url)).statusCode, 404, url)
  }
})

t.test('RT-1: while the provider cannot be had, the routes are there and say 503 with a time to try again', async t => {
  const app = await buildApp(testConfig())
  t.teardown(() => app.close())
  await app.ready()
  await app.oauth?.oidc.start()
  const headers = { authorization: 'Bearer some-token' }
  for (const url of ['/api/v1/users/alice/session', '/api/v1/webhooks', '/api/v1/audit']) {
    const response = await app.inject({ url, headers })
    t.equal(response.statusCode, 503, url)
    t.ok(response.headers['retry-after'], url)
  }
})
