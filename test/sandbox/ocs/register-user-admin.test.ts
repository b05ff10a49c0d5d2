import t from 'tap'
import { basicOf, openSandbox } from '../../helpers/ask-sandbox.js'

const USERS = '/ocs/v2.php/cloud/users'

t.test('a new person can sign in, is shut out when disabled, and gone when deleted', async t => {
  const { sandbox, ask } = await openSandbox(t)
  const body = { userid: 'dora', password: 'long enough to be taken' }
  t.match(await ask('admin', 'POST', USERS, { body }), { status: 200, json: { ocs: { data: { id: 'dora' } } } })
  const dora = { headers: { authorization: basicOf('dora', body.password) } }
  const status = async () => (await ask(null, 'GET', '/ocs/v2.php/cloud/user', dora)).status
  t.equal(await status(), 200)
  t.match(await ask('admin', 'PUT', `${USERS}/dora/disable`), { status: 200 })
  t.equal(await status(), 401)
  t.match(await ask('admin', 'PUT', `${USERS}/dora/enable`), { status: 200 })
  t.equal(await status(), 200)
  t.match(await ask('admin', 'DELETE', `${USERS}/dora`), { status: 200 })
  t.equal(await status(), 401)
  t.equal(sandbox.users.length, 4)
})

t.test('nobody but an administrator makes or removes people, and none disables himself', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'POST', USERS, { body: { userid: 'x', password: 'long enough to be taken' } }), {
    status: 403,
  })
  t.match(await ask('alice', 'DELETE', `${USERS}/bob`), { status: 403 })
  t.match(await ask('admin', 'PUT', `${USERS}/admin/disable`), { status: 400 })
})

t.test('a weak password, a bad name and a taken one are refused', async t => {
  const { ask } = await openSandbox(t)
  const create = (userid: string, password: string) => ask('admin', 'POST', USERS, { body: { userid, password } })
  t.match(await create('dora', 'abc'), { status: 400, json: { ocs: { meta: { statuscode: 107 } } } })
  t.match(await create('bad/name', 'long enough to be taken'), { json: { ocs: { meta: { statuscode: 101 } } } })
  t.match(await create('bob', 'long enough to be taken'), { json: { ocs: { meta: { statuscode: 102 } } } })
})
