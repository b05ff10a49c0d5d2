import t from 'tap'
import { bearerRefusal } from '../../../src/auth/bearer/bearer-refusal.js'

const PLACE = { scopes: ['openid', 'notes.read'], publicUrl: 'https://mcp.example.com' }
const WAY =
  'scope="openid notes.read", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp"'

t.test('RT-8: without a token the challenge shows the way, with a bad one it says so too', async t => {
  const missing = bearerRefusal({ ok: false, reason: 'missing', fault: 'client' }, PLACE)
  t.equal(missing.challenge, `Bearer ${WAY}`)
  t.equal(missing.body.error, 'unauthorized')
  const bad = bearerRefusal({ ok: false, reason: 'bad_audience', fault: 'client' }, PLACE)
  t.equal(bad.challenge, `Bearer error="invalid_token", ${WAY}`)
  t.equal(bad.body.error, 'invalid_token')
})

t.test('the reason stays with us', async t => {
  const texts = (['expired', 'bad_issuer', 'bad_signature', 'inactive', 'malformed'] as const).map(reason =>
    JSON.stringify(bearerRefusal({ ok: false, reason, fault: 'client' }, PLACE)),
  )
  t.equal(new Set(texts).size, 1)
})

t.test('GAP-16: a network that brings too many is told when to come back, and no token is called bad', async t => {
  t.throws(() => bearerRefusal({ ok: false, reason: 'too_many', fault: 'server', retryAfterSeconds: 9 }, PLACE), {
    code: 'NCMCP_TOO_MANY_TOKENS',
    statusCode: 429,
    retryAfterSeconds: 9,
  })
})

t.test('VER-1: a token that nobody could judge is an outage, with the time to come back', async t => {
  t.throws(() => bearerRefusal({ ok: false, reason: 'network_error', fault: 'server', retryAfterSeconds: 7 }, PLACE), {
    code: 'NCMCP_TEMPORARILY_UNAVAILABLE',
    statusCode: 503,
    retryAfterSeconds: 7,
  })
  t.throws(() => bearerRefusal({ ok: false, reason: 'not_configured', fault: 'server' }, PLACE), {
    code: 'NCMCP_TEMPORARILY_UNAVAILABLE',
  })
})
