import t from 'tap'
import type { Principal } from '../../src/auth/principal.js'
import { boundTo, principalKey } from '../../src/mcp/bound-to.js'

const basic: Principal = { userId: 'alice', via: 'basic', scopes: undefined, credentialHash: 'a' }
const bearer: Principal = { ...basic, via: 'bearer', scopes: [], issuer: 'https://idp.example', clientId: 'one' }
const key = (principal: Principal) => principalKey({ principal })

t.test('a new password or token of the same person and client changes nothing', async t => {
  t.equal(key(basic), key({ ...basic, credentialHash: 'b' }))
  t.equal(key(bearer), key({ ...bearer, credentialHash: 'b', scopes: ['notes.read'] }))
})

t.test('another person, way, issuer or client is somebody else', async t => {
  const others: Principal[] = [
    { ...basic, userId: 'bob' },
    bearer,
    { ...bearer, issuer: 'https://other.example' },
    { ...bearer, clientId: 'two' },
  ]
  t.equal(new Set([basic, ...others].map(key)).size, 5)
})

t.test('a state is bound to method, name, arguments and person', async t => {
  const call = { fingerprint: () => '{"a":1}' }
  t.strictSame(boundTo('tools/call', 'x', call, { principal: basic })(), ['tools/call', 'x', '{"a":1}', key(basic)])
})
