import t from 'tap'

import { classifyToken } from '../../../src/auth/bearer/classify-token.js'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (header: unknown) => `${encode(header)}.${encode({ sub: 'alice' })}.c2lnbmF0dXJl`

t.test('a signed JWT is known by its header', async t => {
  const header = { alg: 'RS256', kid: 'k', typ: 'at+JWT' }
  t.strictSame(classifyToken(jwt(header)), { kind: 'jwt', header })
  t.match(classifyToken(jwt({ alg: 'ES256' })), { kind: 'jwt', header: { kid: undefined, typ: undefined } })
})

t.test('GAP-15: no signature and shared secrets are refused before any key is looked for', async t => {
  for (const alg of ['none', 'None', 'HS256', 'HS512', 'RS1', 'EdDSA', '']) {
    t.strictSame(classifyToken(jwt({ alg })), { kind: 'refused', reason: 'bad_algorithm' }, alg)
  }
})

t.test('a header that brings its own key or changes what is signed is refused', async t => {
  for (const member of ['crit', 'jku', 'jwk', 'x5u', 'x5c', 'b64']) {
    t.strictSame(classifyToken(jwt({ alg: 'RS256', [member]: null })), { kind: 'refused', reason: 'malformed' }, member)
  }
})

t.test('a header with members of the wrong kind is refused', async t => {
  for (const header of [{}, { alg: 7 }, { alg: 'RS256', kid: 7 }, { alg: 'RS256', kid: 'x'.repeat(257) }]) {
    t.match(classifyToken(jwt(header)), { kind: 'refused', reason: 'malformed' })
  }
})

t.test('GAP-9: what our authorization server gave out is never asked about elsewhere', async t => {
  for (const token of [`ncmcp_at_${'a'.repeat(43)}`, `ncmcp_rt_${'a'.repeat(43)}`, 'ncmcp_ac_x', 'ncmcp_secret_x'])
    t.strictSame(classifyToken(token), { kind: 'refused', reason: 'malformed' }, token)
})

t.test('what is no JWT is opaque', async t => {
  const tokens = [
    'a'.repeat(72),
    'a.b',
    'a.b.c',
    `${encode([])}.a.b`,
    `${encode({ alg: 'RS256' })}..sig`,
    `${jwt({ alg: 'RS256' })}.x.y`,
  ]
  for (const token of tokens) t.strictSame(classifyToken(token), { kind: 'opaque' }, token)
})
