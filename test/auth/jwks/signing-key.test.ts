import t from 'tap'

import { fits, importSigningKey, SigningKey } from '../../../src/auth/jwks/signing-key.js'
import { signingKey } from '../../helpers/start-identity-provider.js'

const rsa = await signingKey('rsa')
const ec = await signingKey('ec', 'ES256')
const p384 = await signingKey('p384', 'ES384')

const isTaken = (jwk: object) => SigningKey.safeParse(jwk).success

t.test('RSA of 2048 bits and P-256 are taken', async t => {
  t.ok(isTaken(rsa.jwk))
  t.ok(isTaken(ec.jwk))
})

const modulus = (bits: number) => Buffer.alloc(bits / 8, 0xff).toString('base64url')
const others: Record<string, object> = {
  'RSA of 1024 bits': { ...rsa.jwk, n: modulus(1024) },
  'RSA of 2047 bits in 256 bytes': {
    ...rsa.jwk,
    n: Buffer.from([0x7f, ...Buffer.alloc(255, 0xff)]).toString('base64url'),
  },
  'a small modulus behind zeros': {
    ...rsa.jwk,
    n: Buffer.concat([Buffer.alloc(128), Buffer.alloc(128, 0xff)]).toString('base64url'),
  },
  'a modulus of zeros': { ...rsa.jwk, n: Buffer.alloc(256).toString('base64url') },
  'P-384': p384.jwk,
  'a shared secret': { kty: 'oct', k: 'c2VjcmV0', kid: 'oct' },
  'an encryption key': { ...rsa.jwk, use: 'enc' },
  'a key that may only sign': { ...rsa.jwk, key_ops: ['sign'] },
  'a key id that is too long': { ...rsa.jwk, kid: 'x'.repeat(257) },
  'a string': Object('key'),
}
for (const [what, jwk] of Object.entries(others)) t.test(`${what} is not taken`, async t => t.notOk(isTaken(jwk)))

t.test('a key fits the algorithm of its kind, and only its own when it names one', async t => {
  const { alg: _, ...unnamed } = SigningKey.parse(rsa.jwk)
  t.strictSame([fits(unnamed, 'RS256'), fits(unnamed, 'PS256'), fits(unnamed, 'ES256')], [true, true, false])
  t.strictSame(
    [fits({ ...unnamed, alg: 'RS256' }, 'RS256'), fits({ ...unnamed, alg: 'RS256' }, 'PS256')],
    [true, false],
  )
  t.strictSame([fits(SigningKey.parse(ec.jwk), 'ES256'), fits(SigningKey.parse(ec.jwk), 'RS256')], [true, false])
})

t.test('numbers that are no key do not import', async t => {
  t.ok(await importSigningKey(SigningKey.parse(ec.jwk), 'ES256'))
  t.equal(await importSigningKey({ kty: 'EC', crv: 'P-256', x: 'AQ', y: 'AQ' }, 'ES256'), undefined)
})
