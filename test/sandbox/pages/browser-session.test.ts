import t from 'tap'
import { providerSite } from '../oidc/provider-site.js'
import { fieldOf, openBrowser } from '../oidc/browser.js'

t.test('a login makes a session of its own; one that was planted before is worth nothing', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('alice')
  const planted = await site.ask('/', { headers: { cookie: 'nc_session=planted' } })
  t.equal(planted.status, 303)
  t.match(browser.cookie(), /nc_session=[A-Za-z0-9]{32}/)
})

t.test('the cookie is out of reach of scripts and of other sites', async t => {
  const site = await providerSite(t)
  const browser = openBrowser(site.sandbox.url)
  const requesttoken = fieldOf((await browser.get('/login')).body, 'requesttoken')
  const page = await browser.post('/login', { user: 'alice', password: 'alice-demo-password', requesttoken })
  const cookie = page.headers.getSetCookie().find(line => line.startsWith('nc_session=')) ?? ''
  t.match(cookie, /HttpOnly; SameSite=Lax/)
})

t.test('a session ends when its account is disabled', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('bob')
  site.sandbox.setEnabled('bob', false)
  t.match((await browser.get('/')).location, /\/login\?/)
})

t.test('below a sub-path everything keeps to it', async t => {
  const site = await providerSite(t, {}, { basePath: '/cloud' })
  const browser = openBrowser(site.sandbox.url)
  const login = await browser.get('/cloud/')
  t.match(login.location, '/cloud/login?redirect_url=/cloud/')
  const requesttoken = fieldOf((await browser.get(login.location)).body, 'requesttoken')
  const page = await browser.post('/cloud/login', { user: 'alice', password: 'alice-demo-password', requesttoken })
  t.equal(page.location, `${site.sandbox.url}/apps/files/`)
  t.match(page.headers.getSetCookie().join(), 'Path=/cloud/')
})
