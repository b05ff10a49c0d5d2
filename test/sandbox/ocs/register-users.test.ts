import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

t.test('cloud/user is oneself, whatever was typed to sign in', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('carol.login', 'GET', '/ocs/v2.php/cloud/user'), {
    json: { ocs: { data: { id: 'u-1f3a', email: 'carol@example.org', displayname: 'Carol', groups: [] } } },
  })
})

t.test('people are listed and searched by administrators alone', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('admin', 'GET', '/ocs/v2.php/cloud/users?search=BO&limit=5'), {
    json: { ocs: { data: { users: ['bob'] } } },
  })
  t.match(await ask('alice', 'GET', '/ocs/v2.php/cloud/users'), { status: 403 })
})

t.test('somebody else is 404 to a person, and an open book to an administrator', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'GET', '/ocs/v2.php/cloud/users/bob'), {
    status: 404,
    json: { ocs: { meta: { statuscode: 998 } } },
  })
  t.match(await ask('alice', 'GET', '/ocs/v2.php/cloud/users/nobody'), {
    status: 404,
    json: { ocs: { meta: { statuscode: 404 } } },
  })
  t.match(await ask('admin', 'GET', '/ocs/v2.php/cloud/users/bob'), { status: 200 })
  t.match(await ask('admin', 'GET', '/ocs/v2.php/cloud/users/admin/groups'), {
    json: { ocs: { data: { groups: ['admin'] } } },
  })
  t.match(await ask('alice', 'GET', '/ocs/v2.php/cloud/users/bob/groups'), { status: 404 })
})
