import { UnsecuredJWT } from 'jose'
import t from 'tap'
import { accessExpiresAt, refreshExpiresAt, TokenAnswer } from '../../../src/auth/broker/token-answer.js'

const answer = (changes: Record<string, unknown> = {}) =>
  TokenAnswer.parse({ access_token: 'opaque', token_type: 'Bearer', ...changes })
const jwt = (exp: number) => new UnsecuredJWT({}).setExpirationTime(exp).encode()

t.test('the token type is read without regard to case, and must be bearer', async t => {
  t.ok(TokenAnswer.safeParse({ access_token: 'a', token_type: 'BEARER' }).success)
  t.notOk(TokenAnswer.safeParse({ access_token: 'a', token_type: 'mac' }).success)
  t.notOk(TokenAnswer.safeParse({ access_token: 'a' }).success)
  t.notOk(TokenAnswer.safeParse({ access_token: '', token_type: 'Bearer' }).success)
  t.notOk(TokenAnswer.safeParse('Bearer').success)
})

t.test('lifetimes may be numbers or numeric strings; anything else counts as not said', async t => {
  t.match(answer({ expires_in: 900, refresh_expires_in: '1800' }), { expires_in: 900, refresh_expires_in: 1800 })
  for (const odd of ['never', null, -1.5, {}])
    t.equal(answer({ refresh_expires_in: odd }).refresh_expires_in, undefined)
})

t.test('an access token ends when the answer or the token says, whichever is sooner', async t => {
  t.equal(accessExpiresAt(answer({ expires_in: 900 }), 1000), 1900)
  t.equal(accessExpiresAt(answer({ access_token: jwt(1500), expires_in: 900 }), 1000), 1500)
  t.equal(accessExpiresAt(answer({ access_token: jwt(5000), expires_in: 900 }), 1000), 1900)
})

t.test('without a lifetime the token is asked, and without both it is a minute', async t => {
  t.equal(accessExpiresAt(answer({ access_token: jwt(1500) }), 1000), 1500)
  t.equal(
    accessExpiresAt(answer({ access_token: jwt(1500), expires_in: 0 }), 1000),
    1500,
    'Nextcloud sends 0 when unset',
  )
  t.equal(accessExpiresAt(answer(), 1000), 1060)
})

t.test('a refresh token whose end is not said has none', async t => {
  t.equal(refreshExpiresAt(answer({ refresh_expires_in: 900 }), 1000), 1900)
  t.equal(refreshExpiresAt(answer(), 1000), null)
  t.equal(refreshExpiresAt(answer({ refresh_expires_in: 0 }), 1000), null)
})
