import { exportSPKI, SignJWT } from 'jose'
import t, { type Test } from 'tap'

import { classifyToken } from '../../../src/auth/bearer/classify-token.js'
import { verifyJwt } from '../../../src/auth/bearer/verify-jwt.js'
import { createJwksCache } from '../../../src/auth/jwks/jwks-cache.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { sign, signingKey, startIdentityProvider } from '../../helpers/start-identity-provider.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const US = 'https://mcp.example.com'
const [key, stranger, ec] = await Promise.all([signingKey('k'), signingKey('k'), signingKey('ec', 'ES256')])

async function open(t: Test) {
  const idp = await startIdentityProvider(t, [key.jwk, ec.jwk])
  const ports = manualPorts()
  const jwks = createJwksCache({ http: testHttpClient(t).http, ports })
  const now = Math.floor(ports.now() / 1000)
  const claims = { iss: idp.url, sub: 'alice', aud: US, iat: now, exp: now + 900, client_id: 'c', scope: 'openid' }
  const check = async (token: string) => {
    const classified = classifyToken(token)
    if (classified.kind !== 'jwt') return classified
    return verifyJwt(token, classified.header, { jwks, provider: idp.provider, publicUrl: US, userIdClaim: 'sub', now })
  }
  const outcome = async (more: object, header: Record<string, unknown> = {}, by = key) => {
    const result = await check(await sign(by, { ...claims, ...more }, header))
    return 'ok' in result && result.ok ? 'ok' : 'reason' in result ? result.reason : 'opaque'
  }
  return { idp, now, claims, check, outcome }
}

t.test('a token like the recorded ones of Nextcloud passes, and says what it says', async t => {
  const { check, claims, now } = await open(t)
  const recorded = { ...claims, auth_time: now, acr: '0', azp: 'other', jti: '95', preferred_username: 'alice' }
  t.strictSame(await check(await sign(key, recorded)), {
    ok: true,
    facts: {
      sub: 'alice',
      mappedUser: undefined,
      clientId: 'c',
      audience: [US],
      scope: 'openid',
      expiresAt: now + 900,
      unlistedIssuer: undefined,
      proof: 'signature',
      typed: true,
    },
  })
})

t.test('P-256 passes', async t => t.equal(await (await open(t)).outcome({}, {}, ec), 'ok'))

t.test('azp names the client when client_id does not', async t => {
  const { check, claims } = await open(t)
  t.match(await check(await sign(key, { ...claims, client_id: undefined, azp: 'other' })), {
    facts: { clientId: 'other' },
  })
})

t.test('GAP-50: clocks may differ by 60 seconds', async t => {
  const { outcome, now } = await open(t)
  t.equal(await outcome({ iat: now + 30 }), 'ok')
  t.equal(await outcome({ iat: now + 60, nbf: now + 60 }), 'ok')
  t.equal(await outcome({ exp: now - 59 }), 'ok')
  t.equal(await outcome({ iat: now + 61 }), 'not_yet_valid')
  t.equal(await outcome({ nbf: now + 61 }), 'not_yet_valid')
  t.equal(await outcome({ exp: now - 60 }), 'expired')
})

t.test('an end is needed, a beginning is not', async t => {
  const { outcome } = await open(t)
  t.equal(await outcome({ exp: undefined }), 'malformed')
  t.equal(await outcome({ iat: undefined }), 'ok')
})

t.test('claims of the wrong kind are malformed', async t => {
  const { outcome } = await open(t)
  for (const wrong of [{ sub: '' }, { sub: undefined }, { iss: undefined }, { aud: 7 }, { scope: ['openid'] }]) {
    t.equal(await outcome(wrong), 'malformed', JSON.stringify(wrong))
  }
})

t.test('a signature by another key of the same id is bad', async t => {
  t.equal(await (await open(t)).outcome({}, {}, stranger), 'bad_signature')
})

t.test('a changed payload is bad', async t => {
  const { check, claims } = await open(t)
  const [header, , signature] = (await sign(key, claims)).split('.')
  const payload = Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url')
  t.match(await check(`${header}.${payload}.${signature}`), { ok: false, reason: 'bad_signature', fault: 'client' })
})

t.test('an unknown key id is bad, but not for good', async t => {
  const { check, claims } = await open(t)
  const token = await sign({ ...key, kid: 'made up' }, claims)
  t.match(await check(token), { ok: false, reason: 'bad_signature', fault: 'client', lasting: false })
})

t.test('GAP-15: HS256 made with the public key is refused without looking for a key', async t => {
  const { check, claims, idp } = await open(t)
  const secret = Buffer.from(await exportSPKI(key.publicKey))
  const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k', typ: 'at+JWT' }).sign(secret)
  t.match(await check(token), { kind: 'refused', reason: 'bad_algorithm' })
  t.equal(idp.asked('/jwks'), 0)
})

t.test('GAP-14: an ID token as Nextcloud makes it is no access token', async t => {
  const { check, idp, now } = await open(t)
  const recorded = {
    iss: idp.url,
    sub: 'alice',
    aud: 'our-client',
    azp: 'our-client',
    exp: now + 900,
    iat: now,
    nbf: now,
  }
  t.match(await check(await sign(key, recorded, { typ: 'JWT' })), { reason: 'not_an_access_token' })
  t.match(await check(await sign(key, { ...recorded, aud: US, nonce: 'n', scope: 'openid' }, { typ: 'JWT' })), {
    reason: 'not_an_access_token',
  })
})

t.test('an issuer that is not on the list is told, and exactness counts', async t => {
  const { check, claims, idp } = await open(t)
  for (const iss of ['http://localhost', `${idp.url}/`, idp.url.toUpperCase()]) {
    t.match(await check(await sign(key, { ...claims, iss })), { ok: true, facts: { unlistedIssuer: iss } })
  }
  t.match(await check(await sign(key, { ...claims, iss: 'https://cloud.example.com' })), {
    facts: { unlistedIssuer: undefined },
  })
})

t.test('a provider that cannot be asked, or has no keys, is not the fault of the token', async t => {
  const away = await open(t)
  away.idp.answer('/jwks', () => ({ status: 503 }))
  t.match(await away.check(await sign(key, away.claims)), { ok: false, reason: 'network_error', fault: 'server' })
  const empty = await open(t)
  empty.idp.setKeys([])
  t.match(await empty.check(await sign(key, empty.claims)), { ok: false, reason: 'no_signing_keys', fault: 'server' })
})
