import fastify from 'fastify'
import t from 'tap'
import { oauthServer } from '../../../plugins/oauth-server/index.js'
import { buildApp } from '../../../src/app.js'
import { OAUTH, startOAuthServer, STATELESS } from '../../helpers/oauth-server.js'
import { connect, newClient } from '../../helpers/scripted-client.js'
import { testConfig } from '../../helpers/test-config.js'

t.test('OAuth mode with grants and hybrid mode with MCP_OAUTH have it; the others do not', async t => {
  for (const [env, has] of [
    [OAUTH, true],
    [{ MCP_OAUTH: 'true' }, true],
    [{}, false],
    [{ ...OAUTH, ...STATELESS }, false],
    [STATELESS, false],
  ] as const) {
    const app = await buildApp(testConfig(env))
    t.equal(app.authorizationServer !== undefined, has, JSON.stringify(env))
    t.equal((await app.inject('/.well-known/oauth-authorization-server')).statusCode, has ? 200 : 404)
    await app.close()
  }
})

t.test('the rest of the server may ask whose a token is', async t => {
  const server = await startOAuthServer(t)
  const { authorizationServer } = server.app
  const client = await newClient(server)
  const { body } = await connect(server, client)
  t.equal(authorizationServer?.issuer, server.url)
  t.equal(authorizationServer?.isOurs(body.access_token), true)
  t.equal(authorizationServer?.isOurs(await server.token('alice')), false)
  t.match(await authorizationServer?.verifyAccessToken(body.access_token), { userId: 'alice', clientId: client.id })
})

t.test('tokens of the provider go on working beside ours', async t => {
  const server = await startOAuthServer(t)
  t.equal((await server.callTool(await server.token('alice'), 'nc_notes_search_notes', { query: '' })).status, 200)
})

t.test('without token-storage and authentication it does not start', async t => {
  const app = fastify()
  await t.rejects(async () => void (await app.register(oauthServer)), { message: /dependency/ })
})
