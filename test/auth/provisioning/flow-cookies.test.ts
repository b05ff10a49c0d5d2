import t from 'tap'
import { bindingCookieName, browserCookieName, RANDOM_256 } from '../../../src/auth/provisioning/flow-cookies.js'
import { sha256 } from '../../../src/lib/sha256.js'

t.test('the name follows the state, by eight hex digits of its hash', async t => {
  // printf abc | sha256sum
  t.equal(bindingCookieName(sha256('abc'), false), 'mcp_prov_ba7816bf')
  t.equal(bindingCookieName(sha256('abc'), true), '__Host-mcp_prov_ba7816bf')
  t.equal(browserCookieName(true), '__Host-mcp_browser')
})

t.test('43 characters of base64url and nothing else', async t => {
  t.match(Buffer.alloc(32, 251).toString('base64url'), RANDOM_256)
  for (const value of ['', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}=`, `${'a'.repeat(43)}\n`])
    t.notMatch(value, RANDOM_256)
})
