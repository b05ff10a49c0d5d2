import t from 'tap'
import { providerSite } from '../oidc/provider-site.js'

t.test('every page but the login sends strangers to the login', async t => {
  const site = await providerSite(t)
  const browser = await site.browse()
  for (const path of ['/', '/apps/files/', '/apps/notes/note/1', '/settings/admin/astrolabe']) {
    t.match((await browser.get(path)).location, /\/login\?redirect_url=/, path)
  }
  t.equal((await browser.get('/index.php/login')).status, 200)
})
