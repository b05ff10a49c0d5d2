import t from 'tap'
import { createCallLog } from '../../../src/sandbox/http/call-log.js'
import { openSandbox } from '../../helpers/ask-sandbox.js'

t.test('a call is logged with its scheme, without its secrets and its query', async t => {
  const { sandbox, ask } = await openSandbox(t)
  await ask('alice', 'GET', '/ocs/v2.php/cloud/user?format=json', {
    headers: { cookie: 'nc_session=x', 'x-probe': '1' },
  })
  await ask(null, 'GET', '/status.php', { headers: { 'ocs-apirequest': '' } })
  t.match(sandbox.calls, [
    { method: 'GET', path: '/ocs/v2.php/cloud/user', authorization: 'basic', ocsApiRequest: true, status: 200 },
    { path: '/status.php', authorization: 'none', ocsApiRequest: false, status: 200 },
  ])
  const [first] = sandbox.calls
  t.match(first?.headers, { 'x-probe': '1' })
  t.notOk('authorization' in first!.headers || 'cookie' in first!.headers)
  sandbox.clearCalls()
  t.equal(sandbox.calls.length, 0)
})

t.test('no more than the last ten thousand are kept', async t => {
  const log = createCallLog()
  const reply = { raw: { headersSent: true }, statusCode: 200 } as never
  for (let call = 0; call < 25_000; call += 1) log.add({ method: 'GET', url: `/${call}`, headers: {} } as never, reply)
  t.equal(log.all().length, 10_000)
  t.equal(log.all().at(-1)?.path, '/24999')
})
