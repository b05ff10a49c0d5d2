import t from 'tap'
import { providerSite } from '../oidc/provider-site.js'

t.test('the stylesheet is there for everybody, and asks nobody else for anything', async t => {
  const site = await providerSite(t)
  const answer = await site.ask('/core/css/sandbox.css')
  t.equal(answer.status, 200)
  t.match(answer.headers.get('content-type'), 'text/css')
  t.notMatch(answer.text, /url\(|@import/)
})
