import t from 'tap'

import { createBasicBreaker, type BasicBreaker } from '../../../src/auth/basic/basic-breaker.js'
import { manualPorts } from '../../helpers/manual-ports.js'

const US = 'this server'

function open(enabled = true) {
  const ports = manualPorts()
  return { ports, breaker: createBasicBreaker(enabled, ports.now) }
}

async function fail(breaker: BasicBreaker, key: string, { proven = false, source = US } = {}) {
  const entry = await breaker.enter(source, proven)
  if (!entry.allowed) return entry
  breaker.failed(source, key)
  breaker.leave(source, 'answered')
  return entry
}

t.test('six failures in half an hour close it for unknown credentials until the first is half an hour old', async t => {
  const { ports, breaker } = open()
  for (let n = 0; n < 6; n += 1) {
    t.match(await fail(breaker, `k${n}`), { allowed: true })
    ports.advance(60_000)
  }
  t.strictSame(await breaker.enter(US, false), { allowed: false, because: 'limit', waitSeconds: 24 * 60 })
  t.equal(breaker.open(), 1)
  ports.advance(24 * 60_000)
  t.equal(breaker.open(), 0)
  t.strictSame(await breaker.enter(US, false), { allowed: true })
})

t.test('credentials that were good before may still be asked about, up to ten failures', async t => {
  const { breaker } = open()
  for (let n = 0; n < 6; n += 1) await fail(breaker, `k${n}`)
  for (let n = 6; n < 10; n += 1) t.match(await fail(breaker, `k${n}`, { proven: true }), { allowed: true })
  t.match(await breaker.enter(US, true), { allowed: false })
})

t.test('attempts under way count, so the seventh waits and is turned away when the six fail', async t => {
  const { breaker } = open()
  for (let n = 0; n < 6; n += 1) t.match(await breaker.enter(US, false), { allowed: true })
  const seventh = breaker.enter(US, false)
  for (let n = 0; n < 6; n += 1) {
    breaker.failed(US, `k${n}`)
    breaker.leave(US, 'answered')
  }
  t.match(await seventh, { allowed: false, waitSeconds: 1800 })
})

t.test('those who wait go on when the ones before them were good', async t => {
  const { breaker } = open()
  for (let n = 0; n < 6; n += 1) await breaker.enter(US, false)
  const waiting = Array.from({ length: 20 }, async () => {
    const entry = await breaker.enter(US, false)
    if (entry.allowed) breaker.leave(US, 'answered')
    return entry.allowed
  })
  for (let n = 0; n < 6; n += 1) breaker.leave(US, 'answered')
  t.strictSame(await Promise.all(waiting), Array(20).fill(true))
})

t.test('those who wait are told at once when Nextcloud does not answer', async t => {
  const { breaker } = open()
  for (let n = 0; n < 6; n += 1) await breaker.enter(US, false)
  const waiting = Array.from({ length: 20 }, () => breaker.enter(US, false))
  breaker.leave(US, 'unanswered')
  for (const entry of await Promise.all(waiting))
    t.strictSame(entry, { allowed: false, because: 'down', waitSeconds: 5 })
  t.strictSame(await breaker.enter(US, false), { allowed: true }, 'whoever comes later tries')
})

t.test('more than 500 waiting are too many', async t => {
  const { breaker } = open()
  for (let n = 0; n < 6; n += 1) await breaker.enter(US, false)
  for (let n = 0; n < 500; n += 1) void breaker.enter(US, false)
  t.strictSame(await breaker.enter(US, false), { allowed: false, because: 'limit', waitSeconds: 5 })
})

t.test('a failure that turned out to be none is forgotten', async t => {
  const { breaker } = open()
  for (let n = 0; n < 6; n += 1) await fail(breaker, 'same')
  breaker.forgive(US, 'same')
  t.strictSame(await breaker.enter(US, false), { allowed: true })
})

t.test('the 429 of Nextcloud stops everybody for as long as it says', async t => {
  const { ports, breaker } = open(false)
  breaker.pause(US, 60)
  t.strictSame(await breaker.enter(US, true), { allowed: false, because: 'limit', waitSeconds: 60 })
  ports.advance(60_000)
  t.strictSame(await breaker.enter(US, true), { allowed: true })
})

t.test('one source does not close it for another', async t => {
  const { breaker } = open()
  for (let n = 0; n < 6; n += 1) await fail(breaker, `k${n}`, { source: '192.0.2.1' })
  t.match(await breaker.enter('192.0.2.1', false), { allowed: false })
  t.strictSame(await breaker.enter('192.0.2.2', false), { allowed: true })
})

t.test('switched off it counts nothing', async t => {
  const { breaker } = open(false)
  for (let n = 0; n < 50; n += 1) t.match(await fail(breaker, `k${n}`), { allowed: true })
})

t.test('that somebody was turned away is news once a minute, per address', async t => {
  const { ports, breaker } = open()
  t.strictSame([breaker.isNews(US), breaker.isNews(US), breaker.isNews('192.0.2.1')], [true, false, true])
  ports.advance(60_000)
  t.strictSame([breaker.isNews(US), breaker.isNews(US)], [true, false])
})
