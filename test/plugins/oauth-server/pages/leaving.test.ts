import t from 'tap'
import { leavingPage } from '../../../../plugins/oauth-server/pages/leaving.js'

t.test('the browser goes on by itself, and a link leads there too', async t => {
  const html = leavingPage('https://claude.ai/cb?code=a&state="><script>x')
  t.match(html, /http-equiv="refresh" content="0; url=https:\/\/claude\.ai\/cb\?code=a&amp;state=&quot;/)
  t.match(html, /href="https:\/\/claude\.ai\/cb\?code=a&amp;/)
  t.match(html, /Back to the application[^]*<strong>claude\.ai<\/strong>/)
  t.notMatch(html, /<script/)
})

t.test('on the way to the sign-in it says so', async t => {
  t.match(
    leavingPage('https://nc.example/x', 'sign_in'),
    /On to the sign-in[^]*Sign in at <strong>nc\.example<\/strong>/,
  )
})

t.test('after signing out it says what goes on', async t => {
  t.match(
    leavingPage('https://nc.example', 'signed_out'),
    /Signed out[^]*stay connected[^]*href="https:\/\/nc\.example"/,
  )
})
