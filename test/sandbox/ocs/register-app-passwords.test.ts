import t from 'tap'
import { basicOf, openSandbox } from '../../helpers/ask-sandbox.js'

const USER = '/ocs/v2.php/cloud/user'

t.test('a login password makes an app password, which makes none, and deletes itself', async t => {
  const { ask } = await openSandbox(t)
  const made = await ask('carol.login', 'GET', '/ocs/v2.php/core/getapppassword')
  const { ocs } = made.json as { ocs: { data: { apppassword: string } } }
  const by = { headers: { authorization: basicOf('carol.login', ocs.data.apppassword) } }
  t.match(await ask(null, 'GET', USER, by), { status: 200, json: { ocs: { data: { id: 'u-1f3a' } } } })
  t.match(await ask(null, 'GET', '/ocs/v2.php/core/getapppassword', by), { status: 403 })
  t.match(await ask(null, 'DELETE', '/ocs/v2.php/core/apppassword', by), { status: 200 })
  t.match(await ask(null, 'GET', USER, by), { status: 401 })
})

t.test('a login password is no app password to delete or rotate', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'DELETE', '/ocs/v2.php/core/apppassword'), { status: 403 })
  t.match(await ask('alice', 'POST', '/ocs/v2.php/core/apppassword/rotate'), { status: 403 })
})
