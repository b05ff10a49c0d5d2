import t from 'tap'
import { buildApp } from '../../../../src/app.js'
import { testConfig } from '../../../helpers/test-config.js'

t.test('the stylesheet is ours alone: it loads nothing, and knows the dark', async t => {
  const app = await buildApp(testConfig())
  t.teardown(() => app.close())
  const answer = await app.inject('/oauth/pages.css')
  t.match(answer, {
    statusCode: 200,
    headers: { 'content-type': 'text/css; charset=utf-8', 'x-content-type-options': 'nosniff' },
  })
  t.match(answer.body, /prefers-color-scheme: dark/)
  t.notMatch(answer.body, /url\(|@import|expression/)
})
