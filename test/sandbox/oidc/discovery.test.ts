import t from 'tap'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { providerSite, valueOf } from './provider-site.js'

t.test('the issuer is the name the server is asked by', async t => {
  const site = await providerSite(t, {}, { basePath: '/cloud' })
  const { body } = await site.ask('/index.php/apps/oidc/openid-configuration')
  t.equal(body['issuer'], site.sandbox.url)
  t.match(site.sandbox.url, /\/cloud$/)
  const other = site.sandbox.url.replace('127.0.0.1', 'localhost')
  const asked = await site.ask('/index.php/apps/oidc/openid-configuration', { headers: { host: new URL(other).host } })
  t.match(asked.body, { issuer: /^http:/, token_endpoint: /\/cloud\/apps\/oidc\/token$/ })
})

t.test('there is no revocation endpoint, and scopes of clients are listed in lower case', async t => {
  const site = await providerSite(t)
  site.sandbox.createClient({ redirectUris: ['http://c/cb'], allowedScopes: 'openid Notes.Read' })
  const { body } = await site.ask('/index.php/.well-known/openid-configuration')
  t.notOk('revocation_endpoint' in body)
  t.match(body['scopes_supported'], ['openid', 'profile', 'email', 'roles', 'groups', 'offline_access', 'notes.read'])
})

t.test('tokens verify with the keys at jwks_uri', async t => {
  const site = await providerSite(t)
  const document = await site.ask('/index.php/.well-known/openid-configuration')
  const keys = createRemoteJWKSet(new URL(valueOf(document, 'jwks_uri')))
  const { idToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId: site.client.clientId })
  const options = {
    issuer: site.sandbox.url,
    audience: site.client.clientId,
    currentDate: new Date(Date.UTC(2026, 10, 23, 6)),
  }
  t.equal((await jwtVerify(idToken, keys, options)).payload.sub, 'alice')
})
