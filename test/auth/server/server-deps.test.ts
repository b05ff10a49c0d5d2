import t from 'tap'
import { random256, secondsOf } from '../../../src/auth/server/server-deps.js'
import { manualPorts } from '../../helpers/manual-ports.js'

t.test('time is whole seconds, and chance has 256 bits', async t => {
  const ports = manualPorts(1_999)
  t.equal(secondsOf({ ports }), 1)
  t.match(random256({ ports }), /^[\w-]{43}$/)
  t.not(random256({ ports }), random256({ ports }))
})
