import t from 'tap'

import { audienceOf, JwtClaims } from '../../../src/auth/bearer/jwt-claims.js'

const good = { iss: 'https://cloud.example.com', sub: 'alice', exp: 1 }
const isTaken = (claims: object) => JwtClaims.safeParse(claims).success

t.test('issuer, subject and end are needed', async t => {
  t.ok(isTaken(good))
  for (const name of Object.keys(good)) t.notOk(isTaken({ ...good, [name]: undefined }), name)
})

t.test('claims of the wrong kind are refused', async t => {
  const wrong = { iss: '', sub: 7, exp: '1', iat: 'now', nbf: [], scope: ['openid'], client_id: 7, azp: {}, aud: 7 }
  for (const [name, value] of Object.entries(wrong)) t.notOk(isTaken({ ...good, [name]: value }), name)
  t.notOk(isTaken({ ...good, sub: 'x'.repeat(256) }))
})

t.test('an audience is a list', async t => {
  t.strictSame(audienceOf({ aud: 'a' }), ['a'])
  t.strictSame(audienceOf({ aud: ['a', 'b'] }), ['a', 'b'])
  t.strictSame(audienceOf({}), [])
})
