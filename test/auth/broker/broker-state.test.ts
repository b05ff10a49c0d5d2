import t from 'tap'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { Secret } from '../../../src/lib/secret.js'
import { fakeWorld } from './broker-world.js'

t.test('forgetting a person drops the token, the waiting and the suspicion, and tells everybody', async t => {
  const { deps } = await fakeWorld(t)
  const state = brokerState(deps)
  const access = { token: new Secret('at'), expiresAt: 9, scopes: [] }
  state.cache.put('alice', state.cache.stamp('alice'), { access, obtainedAt: 1, afterRejection: false })
  state.backoff.failed('alice')
  state.rejections.add('alice')
  const told: string[] = []
  state.listeners.add(userId => told.push(userId))
  state.forget('alice')
  t.equal(state.cache.peek('alice'), undefined)
  t.doesNotThrow(() => state.backoff.check('alice'))
  t.notOk(state.rejections.has('alice'))
  t.strictSame(told, ['alice'])
})

t.test('a listener that fails does not keep the others from hearing', async t => {
  const { deps } = await fakeWorld(t)
  const state = brokerState(deps)
  const told: string[] = []
  state.listeners.add(() => {
    throw new RangeError('x')
  })
  state.listeners.add(userId => told.push(userId))
  state.forget('alice')
  t.strictSame(told, ['alice'])
})
