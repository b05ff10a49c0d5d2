import t from 'tap'
import { waitingPage } from '../../../../plugins/login-flow/pages/waiting.js'

t.test('the page has one way on, one way out, and looks again without a script', async t => {
  const page = waitingPage({ loginUrl: 'https://nc.example/f?a="b"', flowId: 'id', minutesLeft: 19 })
  t.match(page, /href="https:\/\/nc\.example\/f\?a=&quot;b&quot;"/)
  t.match(page, /rel="noopener noreferrer"/, 'Nextcloud does not learn the address of this page')
  t.match(page, /<meta http-equiv="refresh" content="3"/)
  t.match(page, /action="login-flow-cancel\?flow=id"/)
  t.notMatch(page, /<script/)
})

t.test('what was granted is being checked, and there is nothing left to open', async t => {
  const page = waitingPage({ loginUrl: null, flowId: 'id', minutesLeft: 1 })
  t.match(page, /is being checked[^]*/)
  t.notMatch(page, /<a /)
})
