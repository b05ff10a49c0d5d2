import t from 'tap'

import { authenticationApp, bearer } from '../../helpers/authentication-app.js'

t.test('BRK-12: a revoked person is judged anew by the verifier', async t => {
  const { app, sandbox, accessToken } = await authenticationApp(t)
  await app.ready()
  await app.oauth!.oidc.start()
  const headers = bearer(await accessToken('alice'))
  const asked = () => sandbox.calls.filter(call => call.path.endsWith('/userinfo')).length
  t.equal((await app.inject({ url: '/api', headers })).statusCode, 200)
  t.equal((await app.inject({ url: '/api', headers })).statusCode, 200)
  t.equal(asked(), 1)
  await app.oauth!.broker.revoke('alice')
  t.equal((await app.inject({ url: '/api', headers })).statusCode, 200)
  t.equal(asked(), 2)
})
