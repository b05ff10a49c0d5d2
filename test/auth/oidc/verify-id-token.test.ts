import { generateKeyPair, exportSPKI, UnsecuredJWT } from 'jose'
import t from 'tap'
import { createJwksCache } from '../../../src/auth/jwks/jwks-cache.js'
import { verifyIdToken } from '../../../src/auth/oidc/verify-id-token.js'
import { fakeProvider, keys } from '../../helpers/fake-provider.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { providerOf } from '../../helpers/provider-of.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

async function setUp(t: import('tap').Test) {
  const fake = await fakeProvider(t)
  const ports = manualPorts()
  const now = Math.floor(ports.now() / 1000)
  const jwks = createJwksCache({ http: testHttpClient(t).http, ports })
  const claims = { iss: fake.url, sub: 'alice', aud: 'us', azp: 'us', exp: now + 900, iat: now, nbf: now, nonce: 'n-1' }
  const verify = (token: string) =>
    verifyIdToken(token, { provider: providerOf(fake.url), clientId: 'us', nonce: 'n-1', now, jwks })
  return { fake, claims, verify, now, jwks, ports }
}

t.test('a token signed by the provider proves who consented', async t => {
  const { fake, claims, verify } = await setUp(t)
  t.match(await verify(await fake.sign(claims)), { ok: true, claims: { sub: 'alice' } })
})

t.test('GAP-4: a token that anybody could have made is refused', async t => {
  const { fake, claims, verify } = await setUp(t)
  const foreign = await generateKeyPair('RS256')
  const spki = new TextEncoder().encode(await exportSPKI(keys.publicKey))
  const [head = '', body = '', signature = ''] = (await fake.sign(claims)).split('.')
  const admin = Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url')
  const cases: [string, string][] = [
    [await fake.sign(claims, { key: foreign.privateKey }), 'bad_signature'],
    [await fake.sign(claims, { key: foreign.privateKey, kid: 'key-2' }), 'unknown_key'],
    [await fake.sign(claims, { alg: 'HS256', key: spki }), 'bad_algorithm'],
    [new UnsecuredJWT(claims).encode(), 'bad_algorithm'],
    [`${head}.${admin}.${signature}`, 'bad_signature'],
    [`${head}.${body}.`, 'bad_signature'],
    [`${head}.${body}`, 'malformed'],
    [`${head}.${body}.${signature}.x`, 'malformed'],
    ['', 'malformed'],
    [`!!.${body}.${signature}`, 'malformed'],
    [`x.${'y'.repeat(70_000)}.z`, 'malformed'],
  ]
  for (const [token, reason] of cases) t.strictSame(await verify(token), { ok: false, reason }, reason)
})

t.test('an access token is no ID token, whatever it claims', async t => {
  const { fake, claims, verify } = await setUp(t)
  for (const typ of ['at+JWT', 'at+jwt', 'application/at+jwt']) {
    t.strictSame(await verify(await fake.sign(claims, { typ })), { ok: false, reason: 'bad_type' })
  }
})

t.test('sub is a string of 1 to 64 characters, taken as it is', async t => {
  const { fake, claims, verify } = await setUp(t)
  for (const sub of ['', 'x'.repeat(65), 7, null]) {
    const token = await fake.sign({ ...claims, sub: sub as string })
    t.strictSame(await verify(token), { ok: false, reason: 'bad_claims' }, String(sub))
  }
  t.match(await verify(await fake.sign({ ...claims, sub: ' Alice ' })), { claims: { sub: ' Alice ' } })
})

t.test('broken claims are named', async t => {
  const { fake, claims, verify, now } = await setUp(t)
  t.match(await verify(await fake.sign({ ...claims, iss: 'http://evil.example' })), { reason: 'bad_issuer' })
  t.match(await verify(await fake.sign({ ...claims, aud: 'them' })), { reason: 'bad_audience' })
  t.match(await verify(await fake.sign({ ...claims, nonce: 'other' })), { reason: 'bad_nonce' })
  t.match(await verify(await fake.sign({ ...claims, exp: now - 61 })), { reason: 'expired' })
})

t.test('keys that cannot be had are the provider’s fault, not the token’s', async t => {
  const { fake, claims, verify } = await setUp(t)
  const token = await fake.sign(claims)
  fake.on('/jwks', { status: 500 })
  t.strictSame(await verify(token), { ok: false, reason: 'keys_unavailable' })
})

t.test('without idTokenIssuers the issuer alone counts', async t => {
  const { fake, claims, now, jwks } = await setUp(t)
  const { idTokenIssuers: _set, ...provider } = providerOf(fake.url)
  const context = {
    provider: { ...provider, acceptedIssuers: [fake.url, 'http://other.example'] },
    clientId: 'us',
    now,
    jwks,
  }
  t.match(await verifyIdToken(await fake.sign(claims), context), { ok: true })
  t.match(await verifyIdToken(await fake.sign({ ...claims, iss: 'http://other.example' }), context), {
    reason: 'bad_issuer',
  })
})
