import t from 'tap'
import { fieldOf, logIn, openBrowser } from '../oidc/browser.js'
import { providerSite } from '../oidc/provider-site.js'

t.test('a person logs in with password and lands where they were going', async t => {
  const site = await providerSite(t)
  const browser = openBrowser(site.sandbox.url)
  const page = await logIn(browser, 'alice', 'alice-demo-password', '/index.php/login?redirect_url=/apps/notes/')
  t.equal(page.location, `${site.sandbox.url}/apps/notes/`)
  t.match((await browser.get('/')).body, 'alice')
})

t.test('another site is never where the login leads', async t => {
  const site = await providerSite(t)
  for (const target of ['//evil.example/', 'https://evil.example/', '/\\evil.example']) {
    const page = await logIn(
      openBrowser(site.sandbox.url),
      'alice',
      undefined,
      `/login?redirect_url=${encodeURIComponent(target)}`,
    )
    t.equal(page.location, `${site.sandbox.url}/apps/files/`)
  }
})

t.test('wrong passwords, disabled accounts and forms from elsewhere do not log in', async t => {
  const site = await providerSite(t)
  const browser = openBrowser(site.sandbox.url)
  t.match(await logIn(browser, 'alice', 'wrong'), { status: 401, body: /Wrong login or password/ })
  t.match(await logIn(browser, 'nobody', 'wrong'), { status: 401, body: /Wrong login or password/ })
  const forged = { user: 'alice', password: 'alice-demo-password', requesttoken: 'guessed' }
  t.equal((await openBrowser(site.sandbox.url).post('/login', forged)).status, 412)
  site.sandbox.setEnabled('bob', false)
  t.match(await logIn(browser, 'bob'), { status: 401, body: /disabled/ })
  t.match((await browser.get('/')).location, /\/login\?/)
})

t.test('too many wrong passwords block the address, for the right password too', async t => {
  const site = await providerSite(t)
  const browser = openBrowser(site.sandbox.url)
  for (const _ of Array.from({ length: 11 })) await logIn(browser, 'alice', 'wrong')
  t.equal((await logIn(browser, 'alice')).status, 429)
  site.sandbox.resetBruteForce()
  t.equal((await logIn(browser, 'alice')).status, 303)
})

t.test('logout needs the request token and ends the session', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('alice')
  t.equal((await browser.post('/logout', {})).status, 412)
  const requesttoken = fieldOf((await browser.get('/')).body, 'requesttoken')
  t.match((await browser.post('/logout', { requesttoken })).location, /\/login$/)
  t.match((await browser.get('/')).location, /\/login\?/)
})

t.test('what was typed comes back escaped', async t => {
  const site = await providerSite(t)
  const { body } = await logIn(openBrowser(site.sandbox.url), '"><script>', 'x')
  t.notMatch(body, '<script>')
})
