import t from 'tap'
import { SCOPES } from '../../../src/auth/scope-catalogue.js'
import { grantableScopes } from '../../../src/auth/server/scopes.js'

t.test('who names scopes of ours gets those, and no identity scope', async t => {
  t.strictSame(grantableScopes('notes.write openid notes.read notes.read offline_access'), [
    'notes.read',
    'notes.write',
  ])
})

t.test('who names none of ours gets all of them, for clients choose badly', async t => {
  for (const scope of [undefined, '', 'openid profile email offline_access'])
    t.strictSame(grantableScopes(scope), SCOPES)
})

t.test('a scope that does not exist is not ignored', async t => {
  for (const scope of ['notes.admin', 'notes.read *', 'notes.read\tfiles.read'])
    t.equal(grantableScopes(scope), undefined)
})
