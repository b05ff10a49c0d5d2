import t from 'tap'
import { providerSite, REDIRECT_URI, type Site } from './provider-site.js'

const RESOURCE = 'http://127.0.0.1:9999/mcp'

const introspect = (site: Site, { clientId, clientSecret }: Site['client'], token: string) =>
  site.post('introspect', { token, client_id: clientId, client_secret: clientSecret })

t.test('a token is active for its owner and for its resource, and for nobody else', async t => {
  const site = await providerSite(t)
  const { clientId } = site.opaque
  const { accessToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId, resource: RESOURCE })
  const create = (resourceUrl: string) => site.sandbox.createClient({ redirectUris: [REDIRECT_URI], resourceUrl })
  t.match(await introspect(site, site.opaque, accessToken), {
    body: { active: true, username: 'alice', aud: clientId },
  })
  t.match(await introspect(site, create(RESOURCE), accessToken), { body: { active: true, aud: clientId } })
  t.match(await introspect(site, create(`${RESOURCE}/`), accessToken), { status: 200, body: { active: false } })
  t.match(await introspect(site, site.client, accessToken), { status: 200, body: { active: false } })
})

t.test('exp is twice expire_time away, and after it the token is inactive', async t => {
  const site = await providerSite(t)
  const { accessToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId: site.opaque.clientId })
  const { body } = await introspect(site, site.opaque, accessToken)
  t.equal(Number(body['exp']) - Number(body['iat']), 1800)
  site.advance(1801)
  t.strictSame((await introspect(site, site.opaque, accessToken)).body, { active: false })
})

t.test('a disabled person is still active', async t => {
  const site = await providerSite(t)
  const { accessToken } = await site.sandbox.issueTokens({ uid: 'bob', clientId: site.opaque.clientId })
  site.sandbox.setEnabled('bob', false)
  t.match((await introspect(site, site.opaque, accessToken)).body, { active: true })
})

t.test('without a right client there is 401, without a token 400', async t => {
  const site = await providerSite(t)
  t.equal((await site.post('introspect', { token: 'x' })).status, 401)
  const wrong = { clientId: site.opaque.clientId, clientSecret: 'wrong' }
  t.match(await introspect(site, wrong, 'x'), { status: 401, body: { error: 'invalid_client' } })
  t.equal((await introspect(site, site.opaque, '')).status, 400)
})
