import t from 'tap'
import { fitsChallenge } from '../../../../src/auth/server/tokens/check-verifier.js'

/** RFC 7636, appendix B. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

t.test('the verifier of RFC 7636 fits its challenge', async t => {
  t.ok(fitsChallenge(VERIFIER, CHALLENGE))
})

t.test('no other does, the challenge itself (plain) least of all', async t => {
  for (const verifier of [undefined, '', CHALLENGE, VERIFIER.slice(1), `${VERIFIER}x`, 'x'.repeat(129), `${VERIFIER} `])
    t.notOk(fitsChallenge(verifier, CHALLENGE), String(verifier))
  t.notOk(fitsChallenge('', ''))
})
