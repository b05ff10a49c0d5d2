import t from 'tap'
import {
  authorizePath,
  claimsOf,
  codeFor,
  exchange,
  providerSite,
  REDIRECT_URI,
  SCOPE,
  valueOf,
} from './provider-site.js'
import { fieldOf, type Browser } from './browser.js'

const CONSENT = { userConsent: true }

async function press(browser: Browser, button: 'grant' | 'deny', scopes: string[] = []) {
  const page = await browser.get('/apps/oidc/consent')
  const token: [string, string] = ['requesttoken', fieldOf(page.body, 'requesttoken')]
  return browser.post(`/apps/oidc/consent/${button}`, [
    token,
    ...scopes.map((scope): [string, string] => ['scopes[]', scope]),
  ])
}

t.test('Allow leads back to the client, and the next time nobody is asked', async t => {
  const site = await providerSite(t, CONSENT)
  const browser = await site.browse('alice')
  const asked = await browser.get(authorizePath(site.client.clientId))
  t.match(asked, { status: 303, location: /\/apps\/oidc\/consent$/ })
  const granted = await press(browser, 'grant', SCOPE.split(' '))
  t.match((await browser.get(granted.location)).location, /code=/)
  t.equal((await codeFor(browser, site.client.clientId)).length, 128)
})

t.test('Deny tells the client so', async t => {
  const site = await providerSite(t, CONSENT)
  const browser = await site.browse('alice')
  await browser.get(authorizePath(site.client.clientId))
  const { location } = await press(browser, 'deny')
  t.equal(location, `${REDIRECT_URI}?error=access_denied&error_description=User%20denied%20consent&state=st-1`)
})

t.test('a part of the scopes is all that the token has, and the whole asks again', async t => {
  const site = await providerSite(t, CONSENT)
  const browser = await site.browse('alice')
  await browser.get(authorizePath(site.client.clientId))
  const granted = await press(browser, 'grant', ['email'])
  const { location } = await browser.get(granted.location)
  const tokens = await site.post('token', exchange(site.client, new URL(location).searchParams.get('code') ?? ''))
  t.equal(claimsOf(valueOf(tokens, 'access_token'))['scope'], 'openid email')
  t.notOk('refresh_token' in tokens.body)
  t.match((await browser.get(authorizePath(site.client.clientId))).location, /consent$/)
})

t.test('without the request token nothing is granted', async t => {
  const site = await providerSite(t, CONSENT)
  const browser = await site.browse('alice')
  await browser.get(authorizePath(site.client.clientId))
  t.equal((await browser.post('/apps/oidc/consent/grant', { 'scopes[]': 'openid' })).status, 412)
  t.equal((await browser.post('/apps/oidc/consent/grant', { requesttoken: 'guessed' })).status, 412)
  t.match((await browser.get(authorizePath(site.client.clientId))).location, /consent$/)
})

t.test('the page escapes what a client calls itself', async t => {
  const site = await providerSite(t, CONSENT)
  const name = '<script>alert(1)</script>'
  const { clientId } = site.sandbox.createClient({ redirectUris: [REDIRECT_URI], name })
  const browser = await site.browse('alice')
  await browser.get(authorizePath(clientId))
  const { body } = await browser.get('/apps/oidc/consent')
  t.notMatch(body, '<script>')
  t.match(body, '&lt;script&gt;')
})

t.test('the page without a request is an error, and signed out it is the login', async t => {
  const site = await providerSite(t, CONSENT)
  t.equal((await (await site.browse('alice')).get('/apps/oidc/consent')).status, 500)
  t.match((await (await site.browse()).get('/apps/oidc/consent')).location, /\/login\?/)
})
