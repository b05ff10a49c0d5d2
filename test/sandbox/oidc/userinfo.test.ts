import t from 'tap'
import { bearer, providerSite } from './provider-site.js'

const URL = '/index.php/apps/oidc/userinfo'

t.test('scopes decide what is told about the person', async t => {
  const site = await providerSite(t)
  const { clientId } = site.opaque
  const carol = await site.sandbox.issueTokens({ uid: 'u-1f3a', clientId, scope: 'openid email' })
  const answer = await site.ask(URL, bearer(carol.accessToken))
  t.match(answer.body, { sub: 'u-1f3a', email: 'carol@example.org', scope: 'openid email' })
  t.notOk('name' in answer.body)
})

t.test('errors are 400 and in the words of the oidc app', async t => {
  const site = await providerSite(t)
  t.match(await site.ask(URL), { status: 400, body: { error_description: 'No bearer token found in request.' } })
  const unknown = await site.ask(URL, bearer('nosuchtoken'))
  t.match(unknown, { status: 400, body: { error_description: 'Could not find provided bearer token.' } })
})

t.test('a token in the body that is over is deleted by asking', async t => {
  const site = await providerSite(t)
  const { accessToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId: site.opaque.clientId })
  site.advance(1801)
  const first = await site.post('userinfo', { access_token: accessToken })
  t.match(first.body, { error: 'invalid_grant', error_description: 'Access token already expired.' })
  t.match((await site.post('userinfo', { access_token: accessToken })).body, { error: 'invalid_request' })
})

t.test('a disabled account gets 401', async t => {
  const site = await providerSite(t)
  const { accessToken } = await site.sandbox.issueTokens({ uid: 'bob', clientId: site.opaque.clientId })
  site.sandbox.setEnabled('bob', false)
  t.match(await site.ask(URL, bearer(accessToken)), { status: 401, body: { message: 'Account disabled' } })
})

t.test('a token of a client that is over is refused', async t => {
  const site = await providerSite(t, { clientExpireTime: 10 })
  const client = await site.postJson('register', { redirect_uris: ['http://127.0.0.1:1/cb'] })
  const clientId = String(client.body['client_id'])
  const { accessToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId })
  site.advance(11)
  t.match(await site.ask(URL, bearer(accessToken)), { status: 400, body: { error: 'expired_client' } })
})
