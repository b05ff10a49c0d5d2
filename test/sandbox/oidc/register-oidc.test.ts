import t from 'tap'
import { providerSite } from './provider-site.js'

t.test('every route of the app answers with and without index.php, and there is no revocation', async t => {
  const site = await providerSite(t)
  for (const prefix of ['', '/index.php']) {
    t.equal((await site.ask(`${prefix}/apps/oidc/jwks`)).status, 200)
    t.equal((await site.ask(`${prefix}/apps/oidc/token`)).status, 405)
    t.equal((await site.ask(`${prefix}/apps/oidc/userinfo`)).status, 400)
    t.equal((await site.ask(`${prefix}/apps/oidc/revoke`, { method: 'POST' })).status, 404)
  }
})

t.test('what an administrator makes a client of is what it is', async t => {
  const site = await providerSite(t)
  const { clientId } = site.sandbox.createClient({
    redirectUris: ['http://c/cb'],
    tokenType: 'opaque',
    allowedScopes: 'openid email',
  })
  const { accessToken, refreshToken } = await site.sandbox.issueTokens({ uid: 'alice', clientId })
  t.match(accessToken, /^[A-Za-z0-9]{72}$/)
  t.equal(refreshToken, null, 'offline_access is not among its scopes')
})
