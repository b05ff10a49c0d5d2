import Fastify from 'fastify'
import t from 'tap'
import { createCore } from '../../src/sandbox/create-core.js'
import { registerRooms } from '../../src/sandbox/register-rooms.js'

t.test('bearer tokens are known once the oidc room is plugged in', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  const core = createCore({})
  core.url = 'http://127.0.0.1'
  t.equal(await core.checkBearer('anything'), undefined)
  const oidc = registerRooms(app, core)
  const { clientId } = oidc.createClient({ redirectUris: ['http://127.0.0.1/cb'] })
  const { accessToken } = await oidc.issueTokens({ uid: 'alice', clientId, scope: 'openid' })
  t.match(await core.checkBearer(accessToken), { uid: 'alice' })
  t.equal(await core.checkBearer('anything'), undefined)
})
