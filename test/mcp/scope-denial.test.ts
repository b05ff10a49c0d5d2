import t from 'tap'
import { denial, scopesDenied } from '../../src/mcp/scope-denial.js'
import { testCore } from './fixture.js'

const { dispatcher, inFlight } = testCore()
t.teardown(() => inFlight.close())

const call = (name: string) => ({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } })
const denied = (message: unknown, scopes: string[] | undefined) => scopesDenied(message, dispatcher, { scopes })

t.test(
  'a call is denied with the scopes of its tool, unless the token has them or nothing narrows the caller',
  async t => {
    t.strictSame(denied(call('nc_test_echo'), []), ['test.read'])
    t.strictSame(denied(call('nc_test_echo'), ['test.write', 'openid']), ['test.read'])
    t.strictSame(denied(call('nc_test_echo'), ['test.read']), [])
    t.strictSame(denied(call('nc_test_echo'), undefined), [])
  },
)

t.test('a scope counts only when it is spelled in full and in the same case', async t => {
  for (const scope of ['TEST.READ', 'test', 'test.*', 'test.read.more', ' test.read'])
    t.strictSame(denied(call('nc_test_echo'), [scope]), ['test.read'], scope)
})

t.test('a batch is denied as a whole when one of its calls is', async t => {
  const batch = [call('nc_test_echo'), call('nc_test_fail')]
  t.strictSame(denied(batch, ['test.read']), ['test.write'])
  t.strictSame(denied(batch, []), ['test.read', 'test.write'])
})

t.test('what is no call of a tool of ours is not denied here', async t => {
  const others = [
    call('nc_none'),
    call('toString'),
    { method: 'tools/list' },
    { method: 'tools/call' },
    null,
    3,
    'x',
    [],
    undefined,
  ]
  for (const message of others) t.strictSame(denied(message, []), [], JSON.stringify(message))
})

t.test('RT-9: the body says what is needed', async t => {
  const { status, body, scopesRequired } = denial(['notes.read'])
  t.equal(status, 403)
  t.match(JSON.parse(String(body)), { error: 'insufficient_scope', scopes_required: ['notes.read'] })
  t.strictSame(scopesRequired, ['notes.read'])
})
