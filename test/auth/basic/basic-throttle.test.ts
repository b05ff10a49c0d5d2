import t from 'tap'

import { createBasicThrottle } from '../../../src/auth/basic/basic-throttle.js'
import { manualPorts } from '../../helpers/manual-ports.js'

const STRANGER = '192.0.2.66'
const HOME = '192.0.2.1'

function open() {
  const ports = manualPorts()
  return { ports, throttle: createBasicThrottle(ports.now) }
}

t.test('ten misses from one network stop it for five minutes, and only it', async t => {
  const { ports, throttle } = open()
  for (let n = 1; n <= 10; n += 1) t.equal(throttle.missed(STRANGER, `user${n}`), n === 10, `miss ${n}`)
  t.equal(throttle.waitSeconds(STRANGER, 'somebody'), 300)
  t.equal(throttle.waitSecondsOf(STRANGER), 300)
  t.equal(throttle.waitSeconds(HOME, 'somebody'), 0)
  ports.advance(300_000)
  t.equal(throttle.waitSeconds(STRANGER, 'somebody'), 0)
})

t.test('headers that cannot be read count for the network', async t => {
  const { throttle } = open()
  for (let n = 1; n <= 10; n += 1) throttle.malformed(STRANGER)
  t.equal(throttle.waitSeconds(STRANGER, 'alice'), 300)
})

t.test(
  'five misses of one user name stop it for strangers, in any spelling, but not where it has succeeded',
  async t => {
    const { throttle } = open()
    throttle.succeeded(HOME, 'alice')
    for (const name of ['alice', 'Alice', 'ALICE', 'alice', 'aLice']) throttle.missed('198.51.100.1', name)
    t.equal(throttle.waitSeconds('203.0.113.9', 'alice'), 300)
    t.equal(throttle.waitSeconds(HOME, 'alice'), 0)
    t.equal(throttle.waitSeconds('203.0.113.9', 'bob'), 0)
  },
)

t.test('a network that is stopped lets those through who have succeeded from it', async t => {
  const { throttle } = open()
  throttle.succeeded(HOME, 'alice')
  for (let n = 1; n <= 10; n += 1) throttle.missed(HOME, `user${n}`)
  t.equal(throttle.waitSeconds(HOME, 'alice'), 0)
  t.equal(throttle.waitSeconds(HOME, 'bob'), 300)
})

t.test('guessing is bounded even where the user name has succeeded', async t => {
  const { throttle } = open()
  throttle.succeeded(HOME, 'alice')
  for (let n = 1; n < 100; n += 1) throttle.missed(HOME, 'alice')
  t.equal(throttle.waitSeconds(HOME, 'alice'), 0)
  t.equal(throttle.missed(HOME, 'alice'), true)
  t.equal(throttle.waitSeconds(HOME, 'alice'), 300)
  t.equal(throttle.waitSeconds(HOME, 'bob'), 0, 'nobody else pays for it')
})

t.test('a million addresses leave bounded counters', async t => {
  const { throttle } = open()
  for (let n = 0; n < 1_000_000; n += 1) throttle.malformed(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`)
  t.ok(throttle.size() <= 40_000, String(throttle.size()))
})
