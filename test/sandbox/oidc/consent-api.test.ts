import t from 'tap'
import { bearer, codeFor, providerSite, refresh } from './provider-site.js'

async function signedIn(t: Parameters<typeof providerSite>[0], userConsent: boolean) {
  const site = await providerSite(t)
  const tokens = await site.sandbox.issueTokens({ uid: 'alice', clientId: site.client.clientId })
  site.sandbox.settings.userConsent = userConsent
  const browser = await site.browse('alice')
  const { body } = await browser.get('/apps/files/')
  const requesttoken = /name="requesttoken" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const headers = { cookie: browser.cookie(), requesttoken, 'content-type': 'application/json' }
  const ask = (path: string, init: RequestInit = {}) =>
    site.ask(`/index.php/apps/oidc/api/consents${path}`, { headers, ...init })
  const listed: { clientId: number }[] = JSON.parse((await ask('')).text)
  return { site, tokens, ask, browser, number: listed[0]?.clientId ?? 0 }
}

t.test('revoking a consent ends refresh and UserInfo', async t => {
  const { site, tokens, ask, number } = await signedIn(t, true)
  t.match(await ask(`/${number}`, { method: 'DELETE' }), { status: 200, body: { success: true } })
  t.equal((await site.post('token', refresh(site.client, tokens.refreshToken))).status, 400)
  t.equal((await site.ask('/apps/oidc/userinfo', bearer(tokens.accessToken))).status, 400)
})

t.test('nothing can be revoked while user consent is off', async t => {
  const { site, tokens, ask, number } = await signedIn(t, false)
  t.equal((await ask(`/${number}`, { method: 'DELETE' })).status, 403)
  t.equal((await site.post('token', refresh(site.client, tokens.refreshToken))).status, 200)
})

t.test('scopes that are taken away are asked for again', async t => {
  const { site, ask, browser, number } = await signedIn(t, true)
  const body = JSON.stringify({ scopes: ['openid'] })
  t.match(await ask(`/${number}/scopes`, { method: 'PATCH', body }), { status: 200, body: { scopesGranted: 'openid' } })
  t.equal(await codeFor(browser, site.client.clientId), '', 'no code: the consent page is next')
})

t.test('strangers, forged requests and unknown clients are refused', async t => {
  const { site, ask, browser } = await signedIn(t, true)
  const path = '/index.php/apps/oidc/api/consents'
  t.equal((await site.ask(path)).status, 401)
  t.equal((await site.ask(path, { headers: { cookie: browser.cookie() } })).status, 412)
  t.equal((await ask('/99999', { method: 'DELETE' })).status, 404)
})
