import t from 'tap'
import { createCore, requireAccount } from '../../../src/sandbox/create-core.js'
import { groupsOf, isAdmin, userData } from '../../../src/sandbox/ocs/user-data.js'

t.test('where files lie is for administrators, who sees what is for the person', async t => {
  const core = createCore({})
  const alice = requireAccount(core.accounts, 'alice')
  t.notOk('storageLocation' in userData(core, alice, 'alice'))
  t.ok('storageLocation' in userData(core, alice, 'admin'))
  t.ok('emailScope' in userData(core, alice, 'alice', { scopes: true }))
  t.notOk('emailScope' in userData(core, alice, 'alice'))
})

t.test('a quota shows what is used and what is left', async t => {
  const core = createCore({})
  core.quotas.set('alice', 1000)
  core.files.write('alice', core.files.root('alice'), 'x', Buffer.alloc(250))
  const { quota } = userData(core, requireAccount(core.accounts, 'alice'), 'alice')
  t.strictSame(quota, { free: 750, used: 250, total: 1000, relative: 25, quota: 1000 })
})

t.test('an administrator is who is in the group admin', async t => {
  const core = createCore({})
  t.ok(isAdmin(core, 'admin'))
  t.notOk(isAdmin(core, 'alice'))
  t.strictSame(groupsOf(core, 'admin'), ['admin'])
})
