import t from 'tap'
import { isFromBrowser } from '../../../src/http/pages/from-browser.js'

const asked = (accept: string | undefined, method = 'GET') => isFromBrowser({ method, headers: { accept } })

t.test('only who gets a page and names HTML is a browser', async t => {
  t.ok(asked('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'))
  for (const accept of [
    undefined,
    '',
    '*/*',
    'application/json',
    'text/event-stream',
    'text/html, text/event-stream',
  ]) {
    t.notOk(asked(accept), String(accept))
  }
  t.notOk(asked('text/html', 'POST'))
})
