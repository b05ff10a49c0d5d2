import t from 'tap'

import { safeName } from '../../../src/auth/bearer/judge-token.js'
import { signingKey } from '../../helpers/start-identity-provider.js'
import { verifierSetup } from '../../helpers/verifier-setup.js'

const key = await signingKey('k')

t.test('VER-8: a token that verifies but is revoked at the provider is refused', async t => {
  const { outcome, token, provider } = await verifierSetup(t, key)
  provider.answer('/userinfo', () => ({ status: 400, body: { error: 'invalid_request' } }))
  t.equal(await outcome(await token()), 'inactive')
})

t.test('VER-7: userinfo of somebody else is refused', async t => {
  const { outcome, token, provider } = await verifierSetup(t, key)
  provider.answer('/userinfo', () => ({ body: { sub: 'bob' } }))
  t.equal(await outcome(await token()), 'subject_mismatch')
})

t.test('the disabled account that introspection still calls active is refused', async t => {
  const { outcome, provider } = await verifierSetup(t, key)
  provider.answer('/introspect', () => ({ body: { active: true, sub: 'alice', client_id: 'astrolabe' } }))
  provider.answer('/userinfo', () => ({ status: 401, body: { message: 'Account disabled' } }))
  t.equal(await outcome('a'.repeat(72)), 'inactive')
})

t.test('TOKEN_LIVENESS=off asks nobody', async t => {
  const { outcome, token, provider } = await verifierSetup(t, key, { env: { TOKEN_LIVENESS: 'off' } })
  t.equal(await outcome(await token()), 'ok')
  t.equal(provider.asked('/userinfo'), 0)
})

t.test('a provider without userinfo is trusted for its own issuer', async t => {
  const { outcome, token, provider } = await verifierSetup(t, key)
  provider.provider.userinfoEndpoint = undefined
  t.equal(await outcome(await token()), 'ok')
  t.equal(await outcome(await token({ iss: 'http://localhost' })), 'bad_issuer')
})

t.test('VER-4: the issuer that Astrolabe causes passes if userinfo confirms, and is logged once', async t => {
  const { outcome, token, provider, log } = await verifierSetup(t, key, { env: { TOKEN_LIVENESS: 'off' } })
  t.equal(await outcome(await token({ iss: 'http://localhost', jti: '1' })), 'ok')
  t.equal(await outcome(await token({ iss: 'http://localhost', jti: '2' })), 'ok')
  t.equal(provider.asked('/userinfo'), 2, 'asked even though liveness is off')
  t.equal(log.lines.filter(line => line.includes('unlisted issuer')).length, 1)
  provider.answer('/userinfo', () => ({ body: { sub: 'bob' } }))
  t.equal(await outcome(await token({ iss: 'http://localhost', jti: '3' })), 'subject_mismatch')
})

t.test('VER-4: strict issuers, and /mcp always', async t => {
  const strict = await verifierSetup(t, key, { env: { MGMT_STRICT_ISSUER: 'true' } })
  t.equal(await strict.outcome(await strict.token({ iss: 'http://localhost' })), 'bad_issuer')
  const mcp = await verifierSetup(t, key, { surface: 'mcp' })
  t.equal(await mcp.outcome(await mcp.token({ iss: 'http://localhost' })), 'bad_issuer')
  t.equal(await mcp.outcome(await mcp.token()), 'ok')
})

t.test('GAP-13: a real token for somebody else is refused before anybody is asked, and audited', async t => {
  const { outcome, token, provider, audit } = await verifierSetup(t, key)
  t.equal(await outcome(await token({ aud: 'https://cloud.example.com', client_id: 'evil\nclient' })), 'bad_audience')
  t.equal(provider.asked('/userinfo'), 0)
  t.strictSame(audit.entries, [
    {
      event: 'bearer.refused',
      outcome: 'denied',
      userId: 'alice',
      clientId: 'evil?client',
      reason: 'management: bad_audience',
    },
  ])
})

t.test('GAP-13: the listed client passes with any audience, another one does not', async t => {
  const { outcome, token } = await verifierSetup(t, key, { env: { ALLOWED_MGMT_CLIENT: 'astrolabe' } })
  t.equal(await outcome(await token({ aud: 'https://cloud.example.com' })), 'ok')
  t.equal(await outcome(await token({ client_id: 'other', azp: 'other' })), 'not_allowlisted')
})

t.test('noise is not audited', async t => {
  const { outcome, audit } = await verifierSetup(t, key)
  t.equal(await outcome('a'.repeat(72)), 'inactive')
  t.strictSame(audit.entries, [])
})

t.test('VER-16: client names are cut and cleaned for the log', async t => {
  t.equal(safeName('https://client.example/\u0000\u001b[31m' + 'x'.repeat(100)).length, 64)
  t.equal(safeName('a\nb\u202ec'), 'a?b?c')
})
