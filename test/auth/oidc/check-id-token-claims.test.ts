import t from 'tap'
import { checkIdTokenClaims } from '../../../src/auth/oidc/check-id-token-claims.js'

const now = 1_795_412_936
const expected = { issuers: ['http://nc.example', 'https://cloud.example'], clientId: 'us', nonce: 'n-1', now }
/** As recorded from Nextcloud 32 (`code.jwt`). */
const claims = {
  iss: 'http://nc.example',
  sub: 'alice',
  aud: 'us',
  azp: 'us',
  exp: now + 900,
  iat: now,
  nbf: now,
  nonce: 'n-1',
}

t.test('what Nextcloud sends is taken, and so is a token without the optional claims', async t => {
  t.equal(checkIdTokenClaims(claims, expected), undefined)
  t.equal(checkIdTokenClaims({ ...claims, iss: 'https://cloud.example' }, expected), undefined)
  const { azp: _azp, nbf: _nbf, ...bare } = claims
  t.equal(checkIdTokenClaims(bare, expected), undefined)
})

const refused = [
  ['bad_issuer', { iss: 'http://nc.example/' }],
  ['bad_issuer', { iss: 'http://evil.example' }],
  ['bad_audience', { aud: 'them', azp: 'us' }],
  ['bad_audience', { aud: ['us', 'them'], azp: undefined }],
  ['bad_audience', { aud: ['us', 'them'], azp: 'them' }],
  ['bad_audience', { azp: 'them' }],
  ['expired', { exp: now - 60 }],
  ['bad_issue_time', { iat: now + 61 }],
  ['bad_issue_time', { iat: now - 601 }],
  ['not_yet_valid', { nbf: now + 61 }],
  ['bad_nonce', { nonce: 'n-2' }],
  ['bad_nonce', { nonce: undefined }],
  ['bad_nonce', { nonce: '' }],
] as const

for (const [fault, change] of refused) {
  t.test(`${fault}: ${JSON.stringify(change)}`, async t => {
    const { azp, nonce, ...rest } = { ...claims, ...change }
    const changed = {
      ...rest,
      aud: [rest.aud].flat(),
      ...(azp === undefined ? {} : { azp }),
      ...(nonce === undefined ? {} : { nonce }),
    }
    t.equal(checkIdTokenClaims(changed, expected), fault)
  })
}

t.test('leeway is 60 seconds, and both ends of it are inside', async t => {
  t.equal(checkIdTokenClaims({ ...claims, exp: now - 59, iat: now + 60, nbf: now + 60 }, expected), undefined)
  t.equal(checkIdTokenClaims({ ...claims, iat: now - 600 }, expected), undefined)
})

t.test('several audiences are fine when azp is us', async t => {
  t.equal(checkIdTokenClaims({ ...claims, aud: ['them', 'us'] }, expected), undefined)
})

t.test('a refreshed token needs no nonce', async t => {
  const { nonce: _nonce, ...bare } = claims
  t.equal(checkIdTokenClaims(bare, { ...expected, nonce: undefined }), undefined)
})
