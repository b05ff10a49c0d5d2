import t from 'tap'
import { scopeNames } from '../../../src/auth/oidc/scope-names.js'

t.test('a resource server is named before its own scopes, and before no others', async t => {
  const ours = ['openid', 'email', 'offline_access', 'notes.read']
  t.strictSame(ours.map(scopeNames('id')), ['openid', 'email', 'offline_access', 'id/notes.read'])
  t.strictSame(ours.map(scopeNames(undefined)), ours)
})
