import fastify from 'fastify'
import t from 'tap'
import { oauthProvisioning } from '../../../plugins/oauth-provisioning/index.js'
import { buildApp } from '../../../src/app.js'
import { testConfig } from '../../helpers/test-config.js'

const ROUTES = ['/oauth/authorize-nextcloud', '/oauth/callback', '/oauth/pages.css']

t.test('hybrid mode has the routes, before the provider was ever seen', async t => {
  const app = await buildApp(testConfig())
  t.teardown(() => app.close())
  for (const url of ROUTES.slice(0, 2)) t.match(await app.inject(url), { statusCode: 503 }, url)
})

t.test('pure multi-user Basic has none of them', async t => {
  const pure = { ENABLE_OFFLINE_ACCESS: undefined, TOKEN_ENCRYPTION_KEY: undefined, TOKEN_STORAGE_DB: undefined }
  const app = await buildApp(testConfig(pure))
  t.teardown(() => app.close())
  for (const url of ROUTES) t.match(await app.inject(url), { statusCode: 404 }, url)
})

t.test('without token-storage and authentication it does not start', async t => {
  const app = fastify()
  await t.rejects(async () => void (await app.register(oauthProvisioning)), { message: /dependency/ })
})
