import { randomBytes } from 'node:crypto'
import t from 'tap'
import { startHybridServer } from '../helpers/hybrid-server.js'
import { flood } from './flood.js'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = part({ iss: 'x', sub: 'alice', exp: 9e9 })
const HEADERS = [
  { alg: 'none', typ: 'at+jwt' },
  { alg: 'HS256', typ: 'at+jwt' },
  { alg: 'RS256', typ: 'at+jwt' },
]
/** A third looks signed; none is. */
const token = (index: number) =>
  `${part({ ...HEADERS[Math.abs(index) % 3], kid: `k-${index}` })}.${claims}.${randomBytes(64).toString('base64url')}`

t.test('GAP-16: 50 000 random bearer tokens are 401 each, leave no memory behind, and hardly a request', async t => {
  const server = await startHybridServer(t)
  const statuses = await flood(t, server, '/api/v1/webhooks', index => `Authorization: Bearer ${token(index)}`)
  t.strictSame([...statuses.keys()], ['401'])
  t.ok(server.sandbox.calls.length <= 3, `${server.sandbox.calls.length} requests`)
  const { statusCode } = await server.app.inject({
    url: '/api/v1/users/alice/session',
    headers: await server.bearer('alice'),
  })
  t.equal(statusCode, 200)
})
