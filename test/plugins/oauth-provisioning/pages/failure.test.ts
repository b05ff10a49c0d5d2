import t from 'tap'
import { failurePage } from '../../../../plugins/oauth-provisioning/pages/failure.js'
import { OUTCOMES } from '../../../../src/auth/provisioning/outcomes.js'

const details = { error: 'invalid_request', requestId: 'req-7', nextcloudUrl: 'https://nc.example' }

t.test('every failure has a page that says what happened, what to do next, and two codes', async t => {
  for (const [failure, { page, description }] of Object.entries(OUTCOMES)) {
    const markup = failurePage({ ...details, page, description })
    t.ok(markup.includes(description.replaceAll("'", '&#39;')), failure)
    t.match(
      markup,
      /What to do next[^]*href="https:\/\/nc\.example"[^]*<code>invalid_request<\/code>[^]*<code>req-7<\/code>/,
      failure,
    )
    t.match(markup, /href="authorize-nextcloud"/, failure)
  }
})

t.test('five kinds of page, none like another', async t => {
  const titles = (['denied', 'expired', 'wrong_browser', 'failed', 'unavailable'] as const).map(page => {
    const markup = failurePage({ ...details, page, description: 'x' })
    return /<h1>([^<]+)<\/h1>/.exec(markup)?.[1]
  })
  t.equal(new Set(titles).size, 5)
})
