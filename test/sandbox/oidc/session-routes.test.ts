import t from 'tap'
import { providerSite, refresh } from './provider-site.js'

t.test('logout at the provider ends the session and every grant of the person', async t => {
  const site = await providerSite(t)
  const { clientId } = site.client
  const alice = await site.sandbox.issueTokens({ uid: 'alice', clientId })
  const bob = await site.sandbox.issueTokens({ uid: 'bob', clientId })
  const browser = await site.browse('alice')
  await browser.get('/apps/oidc/logout')
  t.match((await browser.get('/')).location, /\/login\?/)
  t.equal((await site.post('token', refresh(site.client, alice.refreshToken))).status, 400)
  t.equal((await site.post('token', refresh(site.client, bob.refreshToken))).status, 200)
})

t.test('logout leads nowhere else', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('alice')
  const to = async (target: string) =>
    (await browser.get(`/apps/oidc/logout?post_logout_redirect_uri=${encodeURIComponent(target)}`)).location
  t.equal(await to('http://evil.example/'), `${site.sandbox.url}/login`)
  t.equal(await to(`${site.sandbox.url}/status.php`), `${site.sandbox.url}/status.php`)
})

t.test('the page after the login escapes the request', async t => {
  const site = await providerSite(t)
  const { body } = await (await site.browse('alice')).get('/apps/oidc/redirect?state="><script>')
  t.notMatch(body, '<script>')
})
