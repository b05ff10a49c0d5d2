import t from 'tap'
import { userBackoff } from '../../../src/auth/broker/user-backoff.js'
import { manualPorts } from '../../helpers/manual-ports.js'

const world = () => {
  const ports = { ...manualPorts(), random: (size: number) => Buffer.alloc(size, 255) }
  return { ports, backoff: userBackoff(ports) }
}

t.test('waits double from five seconds up to five minutes', async t => {
  const { backoff } = world()
  t.strictSame(
    Array.from({ length: 8 }, () => backoff.failed('alice')),
    [5, 10, 20, 40, 80, 160, 300, 300],
  )
})

t.test('a person who must wait is told for how long, others are not held up', async t => {
  const { backoff, ports } = world()
  backoff.failed('alice')
  ports.advance(2_000)
  t.throws(() => backoff.check('alice'), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE', retryAfterSeconds: 3 })
  t.doesNotThrow(() => backoff.check('bob'))
  ports.advance(3_000)
  t.doesNotThrow(() => backoff.check('alice'))
})

t.test('the provider may ask for more, within reason', async t => {
  const { backoff } = world()
  t.equal(backoff.failed('alice', 90), 90)
  t.equal(backoff.failed('bob', 86_400), 300)
})

t.test('success ends the waiting', async t => {
  const { backoff } = world()
  backoff.failed('alice')
  backoff.clear('alice')
  t.doesNotThrow(() => backoff.check('alice'))
  t.equal(backoff.failed('alice'), 5)
})
