import t from 'tap'
import { createCore } from '../../../src/sandbox/create-core.js'
import { editUser } from '../../../src/sandbox/ocs/edit-user.js'

t.test('people edit themselves, administrators edit everybody', async t => {
  const core = createCore({})
  t.strictSame(editUser(core, 'alice', 'alice', { key: 'displayname', value: 'Alice A.' }), {})
  t.equal(core.accounts.get('alice')?.displayName, 'Alice A.')
  t.match(editUser(core, 'alice', 'bob', { key: 'displayname', value: 'x' }), { status: 404 })
  t.strictSame(editUser(core, 'admin', 'bob', { key: 'password', value: 'new' }), {})
  t.equal(core.accounts.get('bob')?.password, 'new')
})

t.test('a quota is set by administrators, in units, and taken away again', async t => {
  const core = createCore({})
  t.match(editUser(core, 'alice', 'alice', { key: 'quota', value: '1 GB' }), { statuscode: 113 })
  editUser(core, 'admin', 'alice', { key: 'quota', value: '1 GB' })
  t.equal(core.quotas.get('alice'), 1_073_741_824)
  t.match(editUser(core, 'admin', 'alice', { key: 'quota', value: 'lots' }), { statuscode: 101 })
  editUser(core, 'admin', 'alice', { key: 'quota', value: 'none' })
  t.notOk(core.quotas.has('alice'))
})

t.test('an e-mail address that is none, and a field that is none, are refused', async t => {
  const core = createCore({})
  t.match(editUser(core, 'alice', 'alice', { key: 'email', value: 'nonsense' }), { statuscode: 101 })
  t.match(editUser(core, 'alice', 'alice', { key: 'nothing', value: 'x' }), { statuscode: 113 })
})
