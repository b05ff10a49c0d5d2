import t from 'tap'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { grantsInTime } from '../../../src/auth/broker/grants-in-time.js'
import { fakeWorld } from './broker-world.js'

t.test('without a limit a consent has no age', async t => {
  const { deps, ports } = await fakeWorld(t)
  ports.advance(10 * 365 * 86_400_000)
  t.match(await grantsInTime(deps, brokerState(deps), 'alice'), [{ userId: 'alice' }])
})

t.test('a consent is in time until the limit has passed, then it is gone', async t => {
  const { deps: whole, ports, storage, audited } = await fakeWorld(t)
  const deps = { ...whole, config: { ...whole.config, maxAgeSeconds: 600 } }
  ports.advance(600_000)
  t.equal((await grantsInTime(deps, brokerState(deps), 'alice')).length, 1)
  ports.advance(1_000)
  t.strictSame(await grantsInTime(deps, brokerState(deps), 'alice'), [])
  t.strictSame(await storage.grants.ofUser('alice'), [])
  t.match(audited, [{ event: 'token.revoked', userId: 'alice', reason: 'max_age' }])
})
