import t from 'tap'
import { createRequestStates } from '../../src/mcp/request-state.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { keyedHash } from './keyed-hash.js'

const ports = manualPorts()
const states = createRequestStates(keyedHash, ports.now)
const to = ['tools/call', 'test', '{}', 'alice']
const refused = { code: -32602, message: 'Invalid or expired requestState', data: { reason: 'invalid_request_state' } }

t.test('what was sealed comes back, for the same purpose', async t => {
  t.strictSame(states.open(states.seal({ round: 2 }, to), to), { round: 2 })
  t.strictSame(states.open(states.seal(undefined, to), to), null)
})

t.test('for another person, target or arguments it is refused', async t => {
  const text = states.seal({ round: 2 }, to)
  to.forEach((_, index) => t.throws(() => states.open(text, to.with(index, 'other')), refused))
})

t.test('a changed, cut or longer text is refused', async t => {
  const text = states.seal({ round: 2 }, to)
  const [payload = '', signature = ''] = text.split('.')
  const forged = Buffer.from('[99999999999999,{"round":3}]').toString('base64url')
  for (const bent of [`${text}-TAMPERED`, `${forged}.${signature}`, payload, '', '.', `${text}.x`, `.${signature}`])
    t.throws(() => states.open(bent, to), refused, bent)
})

t.test('after ten minutes it is refused', async t => {
  const text = states.seal(1, to)
  ports.advance(10 * 60_000 - 1)
  t.equal(states.open(text, to), 1)
  ports.advance(1)
  t.throws(() => states.open(text, to), refused)
})

t.test('a state of another key is refused', async t => {
  const others = createRequestStates((...parts) => keyedHash('other', ...parts), ports.now)
  t.throws(() => states.open(others.seal(1, to), to), refused)
})
