import t from 'tap'
import { slidingLimit } from '../../../src/sandbox/oidc/sliding-limit.js'

t.test('events count for their address until the window has passed', async t => {
  const limit = slidingLimit(1000)
  limit.add('a', 0)
  limit.add('a', 500)
  t.equal(limit.count('a', 999), 2)
  t.equal(limit.count('a', 1000), 1)
  t.equal(limit.count('b', 999), 0)
  limit.reset()
  t.equal(limit.count('a', 999), 0)
})
