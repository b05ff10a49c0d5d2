import t from 'tap'
import { signingKey } from '../../../src/sandbox/oidc/signing-key.js'

t.test('one key per process, and nothing private in what is shown', async t => {
  const key = await signingKey()
  t.equal(await signingKey(), key)
  t.match(key.jwk, { kty: 'RSA', use: 'sig', alg: 'RS256', kid: key.kid, e: 'AQAB' })
  t.equal(Buffer.from(String(key.jwk.n), 'base64url').length, 256, '2048 bits')
  t.strictSame(Object.keys(key.jwk).toSorted(), ['alg', 'e', 'key_ops', 'kid', 'kty', 'n', 'use'])
})
