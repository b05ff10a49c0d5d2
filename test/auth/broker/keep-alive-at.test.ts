import t from 'tap'
import { keepAliveAt } from '../../../src/auth/broker/keep-alive-at.js'

const grant = (changes: Partial<Parameters<typeof keepAliveAt>[0]> = {}) => ({
  userId: 'alice',
  provisionedAt: 1000,
  lastRefreshAt: null,
  refreshExpiresAt: 1900,
  ...changes,
})

t.test('a grant is refreshed about half-way through its life', async t => {
  for (const userId of ['alice', 'bob', 'carol', 'dave']) {
    const at = keepAliveAt(grant({ userId }))!
    t.ok(at >= 1405 && at <= 1495, `${userId}: ${at}`)
  }
  const since = keepAliveAt(grant({ lastRefreshAt: 2000, refreshExpiresAt: 2900 }))!
  t.ok(since >= 2405 && since <= 2495, 'counted from the last refresh')
})

t.test('people do not come all at once, and each comes at the same point again', async t => {
  const times = Array.from({ length: 50 }, (_, index) => keepAliveAt(grant({ userId: `user-${index}` })))
  t.ok(new Set(times).size > 20)
  t.equal(keepAliveAt(grant()), keepAliveAt(grant()))
})

t.test('a long grant is left alone until its last day', async t => {
  const month = 30 * 86_400
  t.equal(keepAliveAt(grant({ refreshExpiresAt: 1000 + month })), 1000 + month - 86_400)
})

t.test('a grant that does not lapse needs nothing', async t => {
  t.equal(keepAliveAt(grant({ refreshExpiresAt: null })), null)
})
