import t from 'tap'

import { signingKey } from '../../helpers/start-identity-provider.js'
import { verifierSetup } from '../../helpers/verifier-setup.js'

const key = await signingKey('k')
const OPAQUE = 'a'.repeat(72)
const ACTIVE = { active: true, sub: 'alice', client_id: 'astrolabe', aud: 'astrolabe', scope: 'openid' }

t.test('an opaque token is introspected, never looked for in the key set', async t => {
  const { outcome, provider } = await verifierSetup(t, key)
  provider.answer('/introspect', () => ({ body: ACTIVE }))
  t.equal(await outcome(OPAQUE), 'ok')
  t.strictSame(
    provider.received.map(({ url }) => url),
    ['/introspect', '/userinfo'],
  )
})

t.test('a bad JWT is not given a second chance by introspection', async t => {
  const { outcome, token, provider, seconds } = await verifierSetup(t, key)
  provider.answer('/introspect', () => ({ body: ACTIVE }))
  t.equal(await outcome(await token({ exp: seconds() - 100 })), 'expired')
  t.equal(provider.asked('/introspect'), 0)
})

t.test('VER-12: userinfo may stand in for introspection only where the administrator allows it', async t => {
  const strict = await verifierSetup(t, key)
  t.equal(await strict.outcome(OPAQUE), 'inactive')
  t.equal(strict.provider.asked('/userinfo'), 0)
  const env = { MGMT_ALLOW_USERINFO: 'true' }
  const allowed = await verifierSetup(t, key, { env })
  const result = await allowed.verify(OPAQUE)
  t.match(result, { ok: true, principal: { userId: 'alice', via: 'bearer' } })
  const mcp = await verifierSetup(t, key, { env, surface: 'mcp' })
  t.equal(await mcp.outcome(OPAQUE), 'inactive', 'never on /mcp')
})

t.test('a provider without introspection cannot judge opaque tokens: our fault, not theirs', async t => {
  const { verify, provider } = await verifierSetup(t, key)
  provider.provider.introspectionEndpoint = undefined
  t.match(await verify(OPAQUE), { ok: false, reason: 'not_configured', fault: 'server', retryAfterSeconds: 60 })
})

t.test('introspection that is away lets userinfo decide where that is allowed', async t => {
  const { outcome, provider } = await verifierSetup(t, key, { env: { MGMT_ALLOW_USERINFO: 'true' } })
  provider.answer('/introspect', () => ({ status: 500 }))
  t.equal(await outcome(OPAQUE), 'ok')
  provider.provider.userinfoEndpoint = undefined
  t.equal(await outcome('b'.repeat(72)), 'not_configured')
})
