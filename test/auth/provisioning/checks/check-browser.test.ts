import t from 'tap'
import { checkBrowser, checkCookieForm } from '../../../../src/auth/provisioning/checks/check-browser.js'
import { sha256 } from '../../../../src/lib/sha256.js'
import { flowOf } from '../../../helpers/flow-of.js'

const cookie = 'c'.repeat(43)
const wrong = { code: 'NCMCP_PROVISIONING_FAILED', failure: 'wrong_browser' }

t.test('a cookie of another form is refused before any look-up; no cookie is not', async t => {
  checkCookieForm(undefined)
  checkCookieForm(cookie)
  for (const odd of ['', 'short', `${cookie}x`, `${'c'.repeat(42)};`]) t.throws(() => checkCookieForm(odd), wrong)
})

t.test('only the cookie of the row passes', async t => {
  const flow = flowOf({ cookieHash: sha256(cookie) })
  checkBrowser(flow, cookie)
  t.throws(() => checkBrowser(flow, 'd'.repeat(43)), wrong)
  t.throws(() => checkBrowser(flow, undefined), wrong)
  t.throws(() => checkBrowser(flow, flow.cookieHash), wrong, 'the hash is not the cookie')
})
