import t from 'tap'
import { authorizePath, codeFor, providerSite, REDIRECT_URI } from './provider-site.js'
import { fieldOf, logIn } from './browser.js'

t.test('signed out, the login comes first and comes back to the request', async t => {
  const site = await providerSite(t)
  const browser = await site.browse()
  const page = await browser.get(authorizePath(site.client.clientId))
  t.equal(page.status, 303)
  t.match(page.headers.get('location'), /^\/login\?redirect_url=\/apps\/oidc\/redirect\?.*client_id%3D/)
  const loggedIn = await logIn(browser, 'alice', 'alice-demo-password', page.location)
  const redirectPage = await browser.get(loggedIn.location)
  t.equal(redirectPage.status, 200)
  const next = /url=([^"]+)"/.exec(redirectPage.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const back = await browser.get(next)
  t.ok(back.location.startsWith(`${REDIRECT_URI}?state=st-1&code=`))
})

t.test('unknown clients and unregistered redirect URIs end on a page, never on a redirect', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('alice')
  const unknown = await browser.get(authorizePath('nosuchclient'))
  t.match(unknown, { status: 200, location: '', body: /Access forbidden.*Your client is not authorized/s })
  const evil = await browser.get(authorizePath(site.client.clientId, { redirect_uri: 'http://evil.example/cb' }))
  t.match(evil, { status: 200, location: '', body: /redirect URI is not accepted/ })
})

t.test('everything else that is wrong goes back to the client', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('alice')
  const errorOf = async (more: Record<string, string>) => {
    const { location } = await browser.get(authorizePath(site.client.clientId, more))
    return new URLSearchParams(location.split(/[?#]/).at(-1)).get('error')
  }
  t.equal(await errorOf({ response_type: 'token' }), 'request_not_supported')
  t.equal(await errorOf({ response_type: 'id_token' }), 'unsupported_response_type')
  t.equal(await errorOf({ response_mode: 'jwt' }), 'unsupported_response_mode')
  t.equal(await errorOf({ code_challenge: 'short', code_challenge_method: 'S256' }), 'invalid_request')
  t.equal(await errorOf({ request: 'abc' }), 'request_not_supported')
  const signedOut = await site.browse()
  const { location } = await signedOut.get(authorizePath(site.client.clientId, { prompt: 'none' }))
  t.equal(new URL(location).searchParams.get('error'), 'login_required')
})

t.test('prompt=login asks for the password once more, and once only', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('alice')
  const page = await browser.get(authorizePath(site.client.clientId, { prompt: 'login' }))
  t.match(page.location, /\/login\?/)
  await logIn(browser, 'alice', 'alice-demo-password', page.location)
  t.equal((await codeFor(browser, site.client.clientId, { prompt: 'login' })).length, 128)
  t.match((await browser.get(authorizePath(site.client.clientId, { prompt: 'login' }))).location, /\/login\?/)
})

t.test('form_post puts the answer into a form', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('alice')
  const page = await browser.get(authorizePath(site.client.clientId, { response_mode: 'form_post' }))
  t.equal(page.status, 200)
  t.match(fieldOf(page.body, 'code'), /^[A-Za-z0-9]{128}$/)
})
