import t from 'tap'
import { basicOf, openSandbox } from '../../helpers/ask-sandbox.js'

const USER = '/ocs/v2.php/cloud/user'
const as = (authorization: string) => ({ headers: { authorization } })

t.test('a person signs in by login name in any case or by e-mail address, and is known by uid', async t => {
  const { ask } = await openSandbox(t)
  for (const login of ['carol.login', 'Carol.LOGIN', 'carol@example.org', 'CAROL@example.org']) {
    const answer = await ask(null, 'GET', USER, as(basicOf(login, 'carol-demo-password')))
    t.match(answer, { status: 200, json: { ocs: { data: { id: 'u-1f3a' } } } }, login)
  }
})

t.test('a uid that is no login name signs nobody in', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask(null, 'GET', USER, as(basicOf('u-1f3a', 'carol-demo-password'))), { status: 401 })
})

t.test('an app password is taken with the login name it was made under alone', async t => {
  const { sandbox, ask } = await openSandbox(t)
  const token = sandbox.createAppPassword('u-1f3a')
  t.match(await ask(null, 'GET', USER, as(basicOf('carol.login', token))), { status: 200 })
  t.match(await ask(null, 'GET', USER, as(basicOf('carol@example.org', token))), { status: 401 })
  t.match(await ask(null, 'GET', USER, as(basicOf('alice', token))), { status: 401 })
  t.match(await ask(null, 'GET', USER, as(`Bearer ${token}`)), { status: 200 })
})

t.test('a changed password shuts the old one out at once', async t => {
  const { sandbox, ask } = await openSandbox(t)
  sandbox.setPassword('alice', 'another-password')
  t.match(await ask('alice', 'GET', USER), { status: 401 })
  t.match(await ask(null, 'GET', USER, as(basicOf('alice', 'another-password'))), { status: 200 })
})

t.test('an account that is disabled is refused by password and by app password', async t => {
  const { sandbox, ask } = await openSandbox(t)
  const token = sandbox.createAppPassword('bob')
  sandbox.setEnabled('bob', false)
  t.match(await ask('bob', 'GET', USER), { status: 401 })
  t.match(await ask(null, 'GET', USER, as(`Bearer ${token}`)), { status: 401 })
})

t.test('what is not Basic as it should be is a failure; wrong bearer tokens never are', async t => {
  const { ask } = await openSandbox(t)
  for (let attempt = 0; attempt < 30; attempt += 1) await ask(null, 'GET', USER, as('Bearer nonsense'))
  t.match(await ask('alice', 'GET', USER), { status: 200 })
  for (let attempt = 0; attempt < 11; attempt += 1) await ask(null, 'GET', USER, as('Basic !!!'))
  t.match(await ask('alice', 'GET', USER), { status: 429 })
})

t.test('a cookie that no session has is nobody', async t => {
  const { ask } = await openSandbox(t)
  const answer = await ask(null, 'GET', USER, { headers: { cookie: 'nc_session=guessed' } })
  t.match(answer, { status: 401, json: { ocs: { meta: { message: 'Current user is not logged in' } } } })
})
