import t from 'tap'
import { leavingPage } from '../../../../plugins/oauth-server/pages/leaving.js'

t.test('the browser goes on by itself, and a link leads there too', async t => {
  const html = leavingPage('https://claude.ai/cb?code=a&state="><script>x')
  t.match(html, /http-equiv="refresh" content="0; url=https:\/\/claude\.ai\/cb\?code=a&amp;state=&quot;/)
  t.match(html, /href="https:\/\/claude\.ai\/cb\?code=a&amp;/)
  t.match(html, /<strong>claude\.ai<\/strong>/)
  t.notMatch(html, /<script/)
})
