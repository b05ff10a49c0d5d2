import t from 'tap'
import { failureLayout } from '../../../src/http/pages/failure-layout.js'
import { html } from '../../../src/http/pages/html.js'

const WORDS = { title: 'It failed', tone: 'bad' as const, next: html`<p>Start again.</p>` }
const DETAILS = {
  description: 'Nobody answered.',
  error: 'server_error',
  requestId: 'abc-1',
  nextcloudUrl: 'https://nc.example',
}

t.test('a person reads what happened, what to do next, and what to quote', async t => {
  const page = failureLayout(WORDS, DETAILS)
  for (const text of ['It failed', 'Nobody answered.', 'Start again.', 'server_error', 'abc-1', 'https://nc.example'])
    t.ok(page.includes(text), text)
})

t.test('GAP-8: nothing of it can be markup', async t => {
  const bad = '<script>alert(1)</script>'
  const page = failureLayout(WORDS, { ...DETAILS, description: bad, error: bad, requestId: bad })
  t.notOk(page.includes('<script'))
})
