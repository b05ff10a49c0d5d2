import t from 'tap'
import { InsufficientScope, TooManyCalls } from '../../src/errors/call-errors.js'

t.test('a token without rights learns which scopes it lacks', async t => {
  t.match(new InsufficientScope(['a.read', 'b.write']), { missing: ['a.read', 'b.write'], message: /a\.read b\.write/ })
})

t.test('too many calls may be repeated after a second', async t => {
  t.match(new TooManyCalls(), { code: 'NCMCP_TOO_MANY_CALLS', retryAfterSeconds: 1 })
})
