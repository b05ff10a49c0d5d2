import t from 'tap'
import { AccessCache } from '../../../src/auth/broker/access-cache.js'
import { Secret } from '../../../src/lib/secret.js'

const entry = (expiresAt: number, obtainedAt = 1000) => ({
  access: { token: new Secret('at'), expiresAt, scopes: [] },
  obtainedAt,
  afterRejection: false,
})

function cacheWith(expiresAt: number) {
  const cache = new AccessCache()
  cache.put('alice', cache.stamp('alice'), entry(expiresAt))
  return cache
}

t.test('a token is given until it has thirty seconds left, or as many as were asked for', async t => {
  const cache = cacheWith(1900)
  t.ok(cache.usable('alice', 1840, 60))
  t.notOk(cache.usable('alice', 1841, 60))
  t.ok(cache.usable('alice', 1869, 10))
  t.notOk(cache.usable('alice', 1870, 10), 'thirty seconds are the least')
  t.equal(cache.usable('bob', 1000, 60), undefined)
})

t.test('a short-lived token serves for half of its life instead of never', async t => {
  const cache = cacheWith(1080)
  t.ok(cache.usable('alice', 1039, 60))
  t.notOk(cache.usable('alice', 1041, 60))
})

t.test('what was on its way for a grant that ended does not arrive', async t => {
  const cache = new AccessCache()
  const stamp = cache.stamp('alice')
  cache.invalidate('alice')
  cache.put('alice', stamp, entry(1900))
  t.equal(cache.peek('alice'), undefined)
  cache.put('alice', cache.stamp('alice'), entry(1900))
  t.ok(cache.peek('alice'), 'what belongs to the new one does')
})

t.test('a dropped token does not stop its successor', async t => {
  const cache = new AccessCache()
  const stamp = cache.stamp('alice')
  cache.drop('alice')
  cache.put('alice', stamp, entry(1900))
  t.ok(cache.peek('alice'))
})

t.test('a cleared cache knows nobody', async t => {
  const cache = cacheWith(1900)
  const stamp = cache.stamp('bob')
  cache.clear()
  cache.put('bob', stamp, entry(1900))
  t.equal(cache.peek('alice'), undefined)
  t.equal(cache.peek('bob'), undefined)
})
