import t from 'tap'
import { callbackParameters } from '../../../src/auth/provisioning/callback-parameters.js'

const state = 'A'.repeat(43)

t.test('the four parameters are read and the rest ignored', async t => {
  t.strictSame(callbackParameters({ state, code: 'c', session_state: 'x', other: ['a', 'b'] }), {
    state,
    code: 'c',
    error: undefined,
    iss: undefined,
  })
})

t.test('each of them may come once', async t => {
  for (const name of ['state', 'code', 'error', 'iss']) {
    t.throws(
      () => callbackParameters({ state, [name]: ['x', 'x'] }),
      { code: 'NCMCP_PROVISIONING_FAILED', failure: 'duplicate_parameter' },
      name,
    )
  }
})
