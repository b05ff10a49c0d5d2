import { createHmac, createPublicKey } from 'node:crypto'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import t from 'tap'
import { startFlow, startVictim, walkToCallback, type Victim } from './victim.js'
import { jsonAnswer, jsonOf } from './wire.js'

const keys = await generateKeyPair('RS256', { extractable: true })
const other = await generateKeyPair('RS256')
const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', use: 'sig', alg: 'RS256' }
const pem = await exportSPKI(keys.publicKey)

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed = (claims: JWTPayload, key = keys.privateKey, typ = 'JWT') =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k', typ }).sign(key)
const unsigned = (claims: JWTPayload) => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
const hmac = (claims: JWTPayload, secret: string | Buffer) => {
  const input = `${part({ alg: 'HS256', kid: 'k', typ: 'JWT' })}.${part(claims)}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}
const without = (name: string, claims: JWTPayload) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))

type Forge = (claims: JWTPayload) => string | undefined | Promise<string | undefined>

/** One authorization of alice whose ID token is what `forge` makes of the right claims, signed by a key that the provider shows. */
async function authorizeWith(victim: Victim, forge: Forge) {
  const flow = await startFlow(victim)
  const callback = await walkToCallback(victim, flow.location, 'alice')
  victim.wire.rewrite = async (request, response) => {
    if (request.url.endsWith('/oidc/jwks')) return jsonAnswer({ keys: [jwk] })
    if (!request.url.endsWith('/oidc/token') || response.status !== 200) return response
    const answer = jsonOf(response)
    const [, payload = ''] = String(answer['id_token']).split('.')
    const forged = await forge(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    return jsonAnswer({ ...answer, id_token: forged })
  }
  return victim.app.inject({ url: callback, headers: { cookie: flow.cookie } })
}

async function lastReason({ app }: Victim): Promise<string | null | undefined> {
  const rows = await app.storage!.audit.list({ limit: 5 })
  return rows.find(({ event }) => event === 'provision.failed')?.reason
}

t.test('GAP-4: the honest claims under a key that the provider shows are taken', async t => {
  const victim = await startVictim(t)
  t.match(await authorizeWith(victim, claims => signed(claims)), { statusCode: 200 })
  t.match(await victim.grantOf('alice'), { status: 'active' })
})

t.test('GAP-4: no forged, foreign, stale or unsigned ID token stores anything for anybody', async t => {
  const now = Math.floor(Date.now() / 1000)
  const forgeries: Record<string, Forge> = {
    'another key': claims => signed(claims, other.privateKey),
    'alg none': unsigned,
    'HS256 with the public key in PEM': claims => hmac(claims, pem),
    'HS256 with the public key in DER': claims =>
      hmac(claims, createPublicKey(pem).export({ type: 'spki', format: 'der' })),
    'another audience': claims => signed({ ...claims, aud: 'another-client' }),
    'two audiences, authorised for the other': claims =>
      signed({ ...claims, aud: [String(claims.aud), 'other'], azp: 'other' }),
    'another issuer': claims => signed({ ...claims, iss: 'https://evil.example' }),
    'another nonce': claims => signed({ ...claims, nonce: 'x'.repeat(43) }),
    'no nonce': claims => signed(without('nonce', claims)),
    expired: claims => signed({ ...claims, exp: now - 120, iat: now - 300 }),
    'no expiry': claims => signed(without('exp', claims)),
    'from the future': claims => signed({ ...claims, iat: now + 600, exp: now + 1200 }),
    'not valid yet': claims => signed({ ...claims, nbf: now + 600 }),
    'no sub': claims => signed(without('sub', claims)),
    'an empty sub': claims => signed({ ...claims, sub: '' }),
    'sub unknown': claims => signed({ ...claims, sub: 'unknown' }),
    'somebody else': claims => signed({ ...claims, sub: 'admin' }),
    'an endless sub': claims => signed({ ...claims, sub: 'a'.repeat(65) }),
    'an access token': claims => signed(claims, keys.privateKey, 'at+jwt'),
    'no ID token': () => undefined,
    'no JWT': () => 'x.y.z',
  }
  const victim = await startVictim(t)
  for (const [what, forge] of Object.entries(forgeries)) {
    victim.later(4000)
    const response = await authorizeWith(victim, forge)
    t.equal(response.statusCode, 400, what)
    t.match(await lastReason(victim), /^(id_token_invalid|identity_mismatch)$/, what)
    t.notMatch(response.body, /evil\.example|Access authorised/, what)
    for (const uid of ['alice', 'admin', 'unknown', '', 'a'.repeat(65)])
      t.equal(await victim.grantOf(uid), undefined, `${what}: nothing for ${uid.slice(0, 9)}`)
  }
})

t.test('GAP-4: an ID token of another person in a refresh ends the grant', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  victim.wire.rewrite = async (request, response) => {
    if (request.url.endsWith('/oidc/jwks')) return jsonAnswer({ keys: [jwk] })
    if (!request.url.endsWith('/oidc/token') || response.status !== 200) return response
    const { client, provider } = await victim.app.oauth!.oidc.session()
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: provider.issuer, aud: client.id, sub: 'alice', iat: now, exp: now + 900 }
    return jsonAnswer({ ...jsonOf(response), id_token: await signed(claims) })
  }
  const token = victim.app.oauth!.broker.getAccessToken('admin')
  await t.rejects(token, { code: 'NCMCP_REAUTH_REQUIRED' })
  t.match(await victim.grantOf('admin'), { status: 'reauth_required', ciphertext: null })
})
