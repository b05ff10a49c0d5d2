import t from 'tap'
import { TOO_MANY_REQUESTS } from '../../../src/sandbox/pages/error-pages.js'
import { providerSite } from '../oidc/provider-site.js'

t.test('a server error names the request and nothing of the server', async t => {
  const site = await providerSite(t)
  const page = await site.ask('/index.php/apps/oidc/authorize?client_id=x', { headers: { accept: 'text/html' } })
  t.equal(page.status, 500)
  t.match(page.text, /Internal Server Error.*Remote Address: 127\.0\.0\.1.*Request ID: /s)
  t.notMatch(page.text, /\.ts|\.js|Error:/)
})

t.test('the throttle has its own words', async t => {
  t.match(TOO_MANY_REQUESTS, 'Too many requests')
})
