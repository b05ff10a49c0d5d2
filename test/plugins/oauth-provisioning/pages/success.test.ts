import t from 'tap'
import { successPage } from '../../../../plugins/oauth-provisioning/pages/success.js'

t.test('it says for whom, what was stored, what to do next, and escapes the name', async t => {
  const page = successPage({ userId: '<b>eve</b>', nextcloudUrl: 'https://nc.example/cloud' })
  t.match(page, /<strong>&lt;b&gt;eve&lt;\/b&gt;<\/strong>/)
  t.match(page, /What was stored[^]*What to do next[^]*href="https:\/\/nc\.example\/cloud"/)
  t.notMatch(page, /<b>eve/)
})
