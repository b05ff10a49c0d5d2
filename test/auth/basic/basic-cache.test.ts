import t from 'tap'

import { createBasicCache, type KnownLogin } from '../../../src/auth/basic/basic-cache.js'
import { manualPorts } from '../../helpers/manual-ports.js'

const login = (userId: string): KnownLogin => ({
  principal: { userId, via: 'basic', scopes: undefined, credentialHash: 'k' },
  loginName: userId,
  displayName: undefined,
  source: 'this server',
})

function open(ttlSeconds = 60) {
  const ports = manualPorts()
  return { ports, cache: createBasicCache(ttlSeconds, ports.now) }
}

t.test('a good credential is good until its time is over, then has to be asked about again', async t => {
  const { ports, cache } = open()
  cache.accepted('k', login('alice'))
  ports.advance(59_999)
  t.match(cache.look('k'), { kind: 'good', login: { principal: { userId: 'alice' } } })
  ports.advance(1)
  t.strictSame(cache.look('k'), { kind: 'lapsed' })
})

t.test('a time of 0 remembers nothing as good', async t => {
  const { cache } = open(0)
  cache.accepted('k', login('alice'))
  t.strictSame(cache.look('k'), { kind: 'lapsed' })
})

t.test('a wrong credential is wrong for 30 seconds, then four times as long, at most 10 minutes', async t => {
  const { ports, cache } = open()
  for (const seconds of [30, 120, 480, 600, 600]) {
    cache.denied('k', 'rejected')
    ports.advance(seconds * 1000 - 1)
    t.strictSame(cache.look('k'), { kind: 'bad', denial: 'rejected' })
    ports.advance(1)
    t.strictSame(cache.look('k'), { kind: 'refused' }, 'may be asked about again')
  }
})

t.test('a success or half an hour of rest takes the growth away', async t => {
  const { ports, cache } = open()
  cache.denied('k', 'rejected')
  cache.denied('k', 'rejected')
  cache.accepted('k', login('alice'))
  cache.denied('k', 'forbidden')
  ports.advance(30_000)
  t.strictSame(cache.look('k'), { kind: 'refused' })
  ports.advance(31 * 60_000)
  cache.denied('k', 'forbidden')
  ports.advance(30_000)
  t.strictSame(cache.look('k'), { kind: 'refused' })
})

t.test('a credential that was good is not after it was denied', async t => {
  const { cache } = open()
  cache.accepted('k', login('alice'))
  cache.denied('k', 'rejected')
  t.strictSame(cache.look('k'), { kind: 'bad', denial: 'rejected' })
})

t.test('lapse makes a good one to be asked about, says where it came from, and invents nothing', async t => {
  const { cache } = open()
  cache.accepted('k', login('alice'))
  t.equal(cache.lapse('k'), 'this server')
  t.strictSame(cache.look('k'), { kind: 'lapsed' })
  t.equal(cache.lapse('other'), undefined)
  t.strictSame(cache.look('other'), { kind: 'unknown' })
})

t.test('what was turned away unasked is known as a repetition, and does not overwrite a denial', async t => {
  const { cache } = open()
  cache.refused('k')
  t.strictSame(cache.look('k'), { kind: 'refused' })
  cache.denied('d', 'rejected')
  cache.refused('d')
  t.strictSame(cache.look('d'), { kind: 'bad', denial: 'rejected' })
})

t.test('50 000 credentials of each kind leave bounded caches', async t => {
  const { cache } = open()
  for (let n = 0; n < 50_000; n += 1) {
    cache.accepted(`good ${n}`, login('alice'))
    cache.denied(`bad ${n}`, 'rejected')
  }
  t.strictSame(cache.sizes(), { good: 5_000, bad: 10_000 })
})
