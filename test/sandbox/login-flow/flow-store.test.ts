import t from 'tap'
import { createFlowStore } from '../../../src/sandbox/login-flow/flow-store.js'

function setUp() {
  const clock = { now: 0 }
  let last = 0
  const store = createFlowStore({ now: () => clock.now, randomId: () => `token-${(last += 1)}` })
  return { store, clock, ...store.start('client') }
}
const granted = { loginName: 'alice', appPassword: 'secret' }

t.test('credentials are handed out once, and not before they are granted', async t => {
  const { store, flow, pollToken } = setUp()
  t.equal(store.take(pollToken), undefined)
  flow.granted = granted
  t.strictSame(store.take(pollToken), granted)
  t.equal(store.take(pollToken), undefined)
})

t.test('after twenty minutes a flow is over', async t => {
  const { store, flow, pollToken, clock } = setUp()
  flow.granted = granted
  clock.now = 20 * 60 * 1000
  t.equal(store.take(pollToken), undefined)
  t.equal(store.byLoginToken(flow.loginToken), undefined)
  t.equal(store.byStateToken(flow.stateToken), undefined)
})

t.test('the three tokens are not exchangeable', async t => {
  const { store, flow, pollToken } = setUp()
  flow.granted = granted
  t.equal(store.take(flow.loginToken), undefined)
  t.equal(store.byLoginToken(pollToken), undefined)
  t.equal(store.byStateToken(flow.loginToken), undefined)
})
