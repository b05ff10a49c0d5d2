import t from 'tap'
import { successPage } from '../../../../plugins/login-flow/pages/success.js'

t.test('the page says for whom, and what was stored; nothing in it is markup', async t => {
  const page = successPage({ userId: '<b>alice', nextcloudUrl: 'https://nc.example' })
  t.match(page, /<strong>&lt;b&gt;alice<\/strong>[^]*An app password, encrypted/)
})
