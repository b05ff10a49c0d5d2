import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const GROUPS = '/ocs/v2.php/cloud/groups'

t.test('a member of the group admin is an administrator from then on', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'GET', GROUPS), { status: 403 })
  await ask('admin', 'POST', '/ocs/v2.php/cloud/users/alice/groups', { body: { groupid: 'admin' } })
  t.match(await ask('alice', 'GET', GROUPS), { status: 200, json: { ocs: { data: { groups: ['admin'] } } } })
  await ask('admin', 'DELETE', '/ocs/v2.php/cloud/users/alice/groups?groupid=admin')
  t.match(await ask('alice', 'GET', GROUPS), { status: 403 })
})

t.test('a group is made once, shows its members, and goes; the group admin stays', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('admin', 'POST', GROUPS, { body: { groupid: 'team' } }), { status: 200 })
  t.match(await ask('admin', 'POST', GROUPS, { body: { groupid: 'team' } }), { status: 400 })
  await ask('admin', 'POST', '/ocs/v2.php/cloud/users/bob/groups', { body: { groupid: 'team' } })
  t.match(await ask('admin', 'GET', `${GROUPS}/team`), { json: { ocs: { data: { users: ['bob'] } } } })
  t.match(await ask('admin', 'DELETE', `${GROUPS}/team`), { status: 200 })
  t.match(await ask('admin', 'GET', `${GROUPS}/team`), { status: 404 })
  t.match(await ask('admin', 'DELETE', `${GROUPS}/admin`), { status: 400 })
})
