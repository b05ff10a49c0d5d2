import t from 'tap'
import { createStartLimiter } from '../../../src/auth/provisioning/start-limiter.js'

t.test('20 a minute per network, and the wait shrinks with the minute', async t => {
  let now = 0
  const limiter = createStartLimiter(() => now)
  for (let count = 0; count < 20; count += 1) t.equal(limiter.start('192.0.2.1'), 0)
  t.equal(limiter.start('192.0.2.1'), 60)
  now = 59_500
  t.equal(limiter.start('192.0.2.1'), 1)
  now = 60_000
  t.equal(limiter.start('192.0.2.1'), 0)
})

t.test('GAP-44: addresses of one /64 count together, and a million of them are bounded', async t => {
  const limiter = createStartLimiter(() => 0)
  for (let count = 0; count < 20; count += 1) limiter.start(`2001:db8::${count.toString(16)}`)
  t.equal(limiter.start('2001:db8::ffff'), 60)
  t.equal(limiter.start('2001:db8:0:1::1'), 0)
})

t.test('another limit counts as it says', async t => {
  const limiter = createStartLimiter(() => 0, 2)
  t.strictSame(
    [1, 2, 3].map(() => limiter.start('192.0.2.1')),
    [0, 0, 60],
  )
})

t.test('a longer time is counted as a whole', async t => {
  let now = 0
  const limiter = createStartLimiter(() => now, 2, 1_200_000)
  for (const expected of [0, 0]) {
    t.equal(limiter.start('192.0.2.1'), expected)
    now += 60_000
  }
  t.equal(limiter.start('192.0.2.1'), 1_080)
  now = 1_200_000
  t.equal(limiter.start('192.0.2.1'), 0)
})
