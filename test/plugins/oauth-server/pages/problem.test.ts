import t from 'tap'
import { problemPage } from '../../../../plugins/oauth-server/pages/problem.js'

t.test('it says what happened, and the codes for whoever helps', async t => {
  const html = problemPage({ description: 'Not <b>known</b>.', error: 'invalid_client', requestId: 'r-1' })
  t.match(html, /Not &lt;b&gt;known[^]*<code>invalid_client<\/code>[^]*<code>r-1<\/code>/)
})
