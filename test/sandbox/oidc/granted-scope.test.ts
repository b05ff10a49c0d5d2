import t from 'tap'
import { grantedScope } from '../../../src/sandbox/oidc/granted-scope.js'

t.test('what the client may not have is dropped in silence', async t => {
  t.equal(grantedScope('openid Notes.Write nosuch', 'openid notes.write'), 'openid notes.write')
  t.equal(grantedScope('openid anything', ''), 'openid anything', 'an empty list allows all')
})

t.test('when nothing is left the default of the server is granted', async t => {
  for (const asked of [undefined, '', 'nosuch']) t.equal(grantedScope(asked, 'openid'), 'openid profile email roles')
})

t.test('a scope is 512 characters at most', async t => {
  t.equal(grantedScope('s'.repeat(600), '').length, 512)
})
