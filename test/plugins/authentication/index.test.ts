import { fastify } from 'fastify'
import t from 'tap'

import { authentication } from '../../../plugins/authentication/index.js'
import { authenticationApp, basic } from '../../helpers/authentication-app.js'

t.test('without token-storage it does not start', async t => {
  const app = fastify()
  t.teardown(() => app.close())
  await t.rejects(async () => app.register(authentication).ready(), {
    code: 'FST_ERR_PLUGIN_DEPENDENCY_NOT_REGISTERED',
  })
})

t.test('a request that nobody authenticated has no principal', async t => {
  const { app } = await authenticationApp(t)
  app.get('/open', async request => [request.principal, request.basicLogin])
  t.strictSame((await app.inject('/open')).json(), [null, null])
})

t.test('BA-11: a route that checks credentials itself takes the header off the same way', async t => {
  const { app } = await authenticationApp(t)
  app.get('/own', async request => [request.takeAuthorization(), request.headers.authorization ?? null])
  const headers = basic('alice', 'x')
  t.strictSame((await app.inject({ url: '/own', headers })).json(), [[headers.authorization], null])
})

t.test('HYB-3: a Nextcloud that is down delays nothing, and Basic says 503', async t => {
  const { app, sandbox } = await authenticationApp(t, { OIDC_DISCOVERY_MAX_ATTEMPTS: '10' })
  await sandbox.close()
  const before = Date.now()
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.ok(Date.now() - before < 1000)
  t.equal((await app.inject({ url: '/mcp', headers: basic('alice', 'x') })).statusCode, 503)
})

t.test('the provider is looked for once the server is ready', async t => {
  const { app, sandbox } = await authenticationApp(t)
  sandbox.clearCalls()
  await app.ready()
  await app.oauth!.oidc.start()
  t.match(app.oauth!.oidc.status(), { state: 'ready' })
  t.ok(sandbox.calls.some(call => call.path.includes('openid-configuration')))
})
