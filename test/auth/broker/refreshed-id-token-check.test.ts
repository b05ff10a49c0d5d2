import t from 'tap'
import { refreshedIdTokenCheck } from '../../../src/auth/broker/refreshed-id-token-check.js'
import { createJwksCache } from '../../../src/auth/jwks/jwks-cache.js'
import { testConfig } from '../../helpers/test-config.js'
import { fakeWorld } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0]) {
  const fake = await fakeWorld(test)
  const { deps, provider, seconds } = fake
  const jwks = createJwksCache({ http: deps.http, ports: deps.ports })
  const check = refreshedIdTokenCheck({ oidc: deps.oidc, jwks, ports: deps.ports, config: testConfig() })
  const sign = (claims: Record<string, unknown> = {}, header: Parameters<typeof provider.sign>[1] = {}) =>
    provider.sign(
      { iss: provider.url, sub: 'alice', aud: 'c1', exp: seconds() + 900, iat: seconds(), ...claims },
      header,
    )
  return { ...fake, check, sign }
}

t.test("the person's own genuine ID token passes, without a nonce", async t => {
  const { check, sign } = await world(t)
  t.equal(await check(await sign(), 'alice'), true)
})

t.test('another subject, issuer, audience or signature does not', async t => {
  const { check, sign } = await world(t)
  t.equal(await check(await sign({ sub: 'bob' }), 'alice'), false)
  t.equal(await check(await sign({ sub: 'Alice' }), 'alice'), false)
  t.equal(await check(await sign({ iss: 'https://evil.example' }), 'alice'), false)
  t.equal(await check(await sign({ aud: 'c2' }), 'alice'), false)
  t.equal(await check(`${(await sign()).slice(0, -4)}AAAA`, 'alice'), false)
  t.equal(await check('no token at all', 'alice'), false)
})

t.test('a clock that is wrong or keys that cannot be had decide nothing', async t => {
  const { check, sign, provider, seconds, ports } = await world(t)
  const undecided = { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' }
  await t.rejects(check(await sign({ exp: seconds() - 3600 }), 'alice'), undecided)
  await t.rejects(check(await sign({}, { kid: 'key-2' }), 'alice'), undecided, 'a new key')
  provider.on('/jwks', { status: 503, body: '' })
  ports.advance(24 * 3_600_000)
  await t.rejects(check(await sign(), 'alice'), undecided)
})

t.test('of another provider the configured claim decides, and one that was left out decides nothing', async t => {
  const { deps, sign } = await world(t)
  const { provider, client } = await deps.oidc.session()
  const session = { provider: { ...provider, isNextcloud: false }, client }
  const oidc = { ...deps.oidc, session: async () => session }
  const jwks = createJwksCache({ http: deps.http, ports: deps.ports })
  const config = testConfig({ OIDC_USER_ID_CLAIM: 'preferred_username' })
  const check = refreshedIdTokenCheck({ oidc, jwks, ports: deps.ports, config })
  t.equal(await check(await sign({ sub: '6f1c', preferred_username: 'alice' }), 'alice'), true)
  t.equal(await check(await sign({ sub: 'alice', preferred_username: 'bob' }), 'alice'), false)
  t.equal(await check(await sign({ sub: '6f1c' }), 'alice'), true)
})
