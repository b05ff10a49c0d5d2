import { generateKeyPair } from 'jose'
import t from 'tap'
import { StorageFailed } from '../../../src/errors/storage-errors.js'
import type { Answer } from '../../helpers/fake-provider.js'
import { provisioning } from '../../helpers/provisioning.js'

const TOKEN_ENDPOINT: [Answer, string][] = [
  [{ status: 400, body: { error: 'invalid_grant', error_description: 'Invalid code_verifier.' } }, 'code_rejected'],
  [{ status: 400, body: { error: 'invalid_client' } }, 'client_rejected'],
  [{ status: 400, body: { error: 'expired_client' } }, 'client_rejected'],
  [{ status: 401, headers: { 'www-authenticate': 'Basic' }, body: { error: 'invalid_client' } }, 'client_rejected'],
  [{ status: 400, body: { error: 'invalid_request' } }, 'exchange_failed'],
  [{ status: 200, body: { token_type: 'Bearer' } }, 'exchange_failed'],
  [{ status: 200, body: '<html>' }, 'exchange_failed'],
  [{ status: 400, body: '<html>' }, 'unavailable'],
  [{ status: 403, headers: { 'content-type': 'text/html' }, body: 'proxy' }, 'unavailable'],
  [{ status: 302, headers: { location: 'https://evil.example/' }, body: '' }, 'unavailable'],
  [{ status: 204, body: '' }, 'unavailable'],
  [{ status: 429, body: '' }, 'unavailable'],
  [{ status: 500, body: { error: 'server_error' } }, 'unavailable'],
  [{ status: 503, body: '' }, 'unavailable'],
  [{ drop: true }, 'unavailable'],
]

for (const [answer, failure] of TOKEN_ENDPOINT) {
  t.test(`token endpoint ${JSON.stringify(answer)} is ${failure}, asked once, nothing stored`, async t => {
    const { fake, start, finish, grant } = await provisioning(t)
    const { state, cookies } = await start()
    fake.on('/token', answer)
    t.match(await finish({ state, code: 'c' }, cookies), { ok: false, failure, clearCookie: /mcp_prov/ })
    t.equal(fake.count('/token'), 1)
    t.equal(await grant(), undefined)
  })
}

t.test('a refused client is reported, for one renewal', async t => {
  const { fake, deps, start, finish } = await provisioning(t)
  const rejected: string[] = []
  deps.oidc = { ...deps.oidc, clientRejected: id => void rejected.push(id) }
  const { state, cookies } = await start()
  fake.on('/token', { status: 400, body: { error: 'expired_client' } })
  await finish({ state, code: 'c' }, cookies)
  t.strictSame(rejected, ['us'])
})

t.test('GAP-4: an ID token that does not prove the person stores nothing', async t => {
  const { fake, start, finish, grant, tokens, claims, seconds } = await provisioning(t)
  const foreign = await generateKeyPair('RS256')
  const cases: [string, (nonce: string) => Promise<string | undefined>][] = [
    ['absent', async () => undefined],
    ['wrong key', nonce => fake.sign(claims(nonce), { key: foreign.privateKey })],
    ['wrong audience', nonce => fake.sign({ ...claims(nonce), aud: 'them', azp: 'them' })],
    ['wrong issuer', nonce => fake.sign({ ...claims(nonce), iss: 'https://evil.example' })],
    ['wrong nonce', () => fake.sign(claims('another'))],
    ['no nonce', nonce => fake.sign(without('nonce', claims(nonce)))],
    ['expired', nonce => fake.sign({ ...claims(nonce), exp: seconds() - 61 })],
    ['no sub', nonce => fake.sign(without('sub', claims(nonce)))],
    [
      'HS256 with a known key',
      nonce => fake.sign(claims(nonce), { alg: 'HS256', key: new TextEncoder().encode('x'.repeat(32)) }),
    ],
    ['garbage', async () => 'a.b.c'],
  ]
  for (const [name, idToken] of cases) {
    const { state, nonce, cookies } = await start()
    const { id_token: _good, ...rest } = await tokens(nonce)
    const id_token = await idToken(nonce)
    fake.on('/token', { body: id_token === undefined ? rest : { ...rest, id_token } })
    t.match(await finish({ state, code: 'c' }, cookies), { ok: false, failure: 'id_token_invalid' }, name)
  }
  t.equal(await grant(), undefined)
})

t.test('keys that cannot be had are an outage, not a forgery', async t => {
  const { fake, start, finish } = await provisioning(t)
  const { state, cookies } = await start()
  fake.on('/jwks', { status: 503 })
  t.match(await finish({ state, code: 'c' }, cookies), { failure: 'unavailable' })
})

t.test('GAP-5: an answer without a refresh token is no success', async t => {
  const { fake, start, finish, grant, tokens, seeded } = await provisioning(t)
  const { state, nonce, cookies } = await start()
  const { refresh_token: _none, ...rest } = await tokens(nonce)
  fake.on('/token', { body: rest })
  t.match(await finish({ state, code: 'c' }, cookies), { failure: 'no_refresh_token' })
  t.equal(await grant(), undefined)
  t.equal(seeded.length, 0)
})

t.test('userinfo must speak of the same person, and must speak', async t => {
  const { fake, start, finish, grant } = await provisioning(t)
  const cases: [Answer, string][] = [
    [{ body: { sub: 'bob' } }, 'identity_mismatch'],
    [{ body: '<html>' }, 'identity_mismatch'],
    [{ status: 400, body: { error: 'invalid_request' } }, 'identity_mismatch'],
    [{ status: 500 }, 'unavailable'],
    [{ drop: true }, 'unavailable'],
  ]
  for (const [answer, failure] of cases) {
    const { state, cookies } = await start()
    fake.on('/userinfo', answer)
    t.match(await finish({ state, code: 'c' }, cookies), { failure }, JSON.stringify(answer))
  }
  t.equal(await grant(), undefined)
})

t.test('tokens that are not kept are given back where the provider takes them', async t => {
  const { fake, deps, start, finish } = await provisioning(t)
  const session = await deps.oidc.session()
  const provider = { ...session.provider, revocationEndpoint: `${fake.url}/revoke` }
  deps.oidc = { ...deps.oidc, session: async () => ({ ...session, provider }) }
  fake.on('/revoke', { body: '' })
  fake.on('/userinfo', { body: { sub: 'bob' } })
  const { state, cookies } = await start()
  await finish({ state, code: 'c' }, cookies)
  const [request] = fake.received.filter(({ url }) => url === '/revoke')
  t.match(Object.fromEntries(new URLSearchParams(request?.body)), { token: 'the-refresh-token', client_id: 'us' })
})

t.test('a database that cannot store is our fault, and nothing is remembered', async t => {
  const { deps, start, finish, seeded } = await provisioning(t)
  const { state, cookies } = await start()
  const { grants } = deps.storage
  deps.storage = { ...deps.storage, grants: { ...grants, save: () => Promise.reject(new StorageFailed('disk full')) } }
  t.match(await finish({ state, code: 'c' }, cookies), { failure: 'storage_failed' })
  t.equal(seeded.length, 0)
})

t.test('a flow of a previous client or provider cannot be finished with the present one', async t => {
  const { fake, deps, start, finish } = await provisioning(t)
  const { state, cookies } = await start()
  const session = await deps.oidc.session()
  deps.oidc = { ...deps.oidc, session: async () => ({ ...session, client: { ...session.client, id: 'new' } }) }
  t.match(await finish({ state, code: 'c' }, cookies), { failure: 'client_changed' })
  t.equal(fake.count('/token'), 0)
})

t.test('whatever is thrown ends as a failure with a name', async t => {
  const { deps, start, finish } = await provisioning(t)
  const { state, cookies } = await start()
  deps.jwks = { ...deps.jwks, find: () => Promise.reject(new RangeError('boom')) }
  t.match(await finish({ state, code: 'c' }, cookies), { ok: false, failure: 'internal' })
})

t.test('lifetimes may be digits in quotes, or missing', async t => {
  const { fake, start, finish, grant, tokens, seconds } = await provisioning(t)
  for (const [refresh_expires_in, expected] of [
    ['3600', 3_600],
    [undefined, undefined],
    ['soon', undefined],
    [-1, undefined],
  ] as const) {
    const { state, nonce, cookies } = await start()
    const answer = await tokens(nonce)
    fake.on('/token', { body: { ...answer, refresh_expires_in } })
    t.match(await finish({ state, code: 'c' }, cookies), { ok: true })
    t.equal((await grant())?.refreshExpiresAt, expected === undefined ? null : seconds() + expected)
  }
})

const without = (name: string, claims: object) =>
  Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name))
