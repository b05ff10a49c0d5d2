import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

t.test('a planned failure answers as often as it was planned, on its path alone', async t => {
  const { sandbox, ask } = await openSandbox(t)
  sandbox.failNext({ path: /cloud\/user$/, status: 503, headers: { 'retry-after': '7' }, body: 'later', count: 2 })
  t.match(await ask('alice', 'GET', '/status.php'), { status: 200 })
  const failed = await ask('alice', 'GET', '/ocs/v2.php/cloud/user')
  t.match(failed, { status: 503, text: 'later' })
  t.equal(failed.headers.get('retry-after'), '7')
  t.match(await ask('alice', 'GET', '/ocs/v2.php/cloud/user'), { status: 503 })
  t.match(await ask('alice', 'GET', '/ocs/v2.php/cloud/user'), { status: 200 })
})

t.test('a dropped connection is an error for the one who asks, and is logged with status 0', async t => {
  const { sandbox, ask } = await openSandbox(t)
  sandbox.failNext({ path: /status/, dropConnection: true })
  await t.rejects(ask(null, 'GET', '/status.php'))
  t.match(sandbox.calls, [{ path: '/status.php', status: 0 }])
  t.match(await ask(null, 'GET', '/status.php'), { status: 200 })
})

t.test('without a status it is 500', async t => {
  const { sandbox, ask } = await openSandbox(t)
  sandbox.failNext({ path: /./ })
  t.match(await ask(null, 'GET', '/status.php'), { status: 500 })
})
