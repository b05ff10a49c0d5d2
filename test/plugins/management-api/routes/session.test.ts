import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

const url = '/api/v1/users/alice/session'

t.test('RT-35, BRK-8: before consent, with it, and after revocation the session tells the truth', async t => {
  const server = await startHybridServer(t)
  const headers = await server.bearer('alice')
  t.match((await server.app.inject({ url, headers })).json(), { session_id: 'alice', background_access_granted: false })
  await server.provision('alice')
  const granted = (await server.app.inject({ url, headers })).json()
  t.match(granted, {
    background_access_granted: true,
    needs_reauthorization: false,
    background_access_details: { granted_at: Number, scopes: ['openid', 'profile', 'offline_access'] },
  })
  t.match(granted.background_access_details.provisioned_at, /^\d{4}-/)
  t.ok(granted.background_access_details.expires_at > granted.background_access_details.granted_at)
  const { granted_at: from, next_keep_alive: between, expires_at: to } = granted.background_access_details
  t.ok(from < between && between < to, 'BRK-8: it is kept alive before it lapses')
  await server.app.inject({ method: 'POST', url: '/api/v1/users/alice/revoke', headers: await server.bearer('alice') })
  t.match((await server.app.inject({ url, headers: await server.bearer('alice') })).json(), {
    background_access_granted: false,
  })
})

t.test('a dead grant asks for a new authorization, and there is never an error in a 200', async t => {
  const server = await startHybridServer(t)
  await server.provision('alice')
  const { storage, oauth } = server.app
  const { provider } = await oauth!.oidc.session()
  await storage!.grants.markReauthRequired(provider.issuer, 'alice', 'invalid_grant', 1)
  const response = await server.app.inject({ url, headers: await server.bearer('alice') })
  t.match(response.json(), { background_access_granted: false, needs_reauthorization: true })
  t.notOk('error' in response.json())
})

t.test('another person, no token and a wrong token: 403, 401 and 401 in the shape of this route', async t => {
  const server = await startHybridServer(t)
  const foreign = await server.app.inject({ url, headers: await server.bearer('bob') })
  t.equal(foreign.statusCode, 403)
  for (const headers of [{}, { authorization: 'Bearer nonsense' }]) {
    const response = await server.app.inject({ url, headers })
    t.equal(response.statusCode, 401)
    t.strictSame(Object.keys(response.json()), ['error'])
    t.match(response.headers['www-authenticate'], /^Bearer/)
  }
})
