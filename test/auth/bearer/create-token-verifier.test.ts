import { randomBytes } from 'node:crypto'

import t from 'tap'

import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { heapInUse } from '../../helpers/heap-in-use.js'
import { signingKey } from '../../helpers/start-identity-provider.js'
import { verifierSetup } from '../../helpers/verifier-setup.js'

const [key, next] = await Promise.all([signingKey('k'), signingKey('next')])

t.test('VER-9: a token is judged once in an hour, and once for many at the same time', async t => {
  const { verify, token, provider, ports, seconds } = await verifierSetup(t, key)
  const long = await token({ exp: seconds() + 10_000 })
  await Promise.all(Array.from({ length: 50 }, () => verify(long)))
  ports.advance(3_599_000)
  t.match(await verify(long), {
    ok: true,
    principal: { userId: 'alice', clientId: 'astrolabe', scopes: ['openid', 'profile'] },
  })
  t.equal(provider.asked('/userinfo'), 1)
  ports.advance(1_000)
  await verify(long)
  t.equal(provider.asked('/userinfo'), 2)
})

t.test('VER-9: never past its end', async t => {
  const { outcome, token, ports } = await verifierSetup(t, key)
  const short = await token()
  t.equal(await outcome(short), 'ok')
  ports.advance(900_000 + 60_000)
  t.equal(await outcome(short), 'expired')
})

t.test('VER-9: what only userinfo vouched for is asked about after five minutes', async t => {
  const { verify, provider, ports } = await verifierSetup(t, key, { env: { MGMT_ALLOW_USERINFO: 'true' } })
  await verify('opaque')
  ports.advance(299_000)
  await verify('opaque')
  t.equal(provider.asked('/userinfo'), 1)
  ports.advance(1_000)
  await verify('opaque')
  t.equal(provider.asked('/userinfo'), 2)
})

t.test('VER-9: a refused token is asked about once in 30 seconds', async t => {
  const { outcome, provider, ports } = await verifierSetup(t, key)
  for (let n = 0; n < 20; n += 1) t.equal(await outcome('opaque'), 'inactive')
  t.equal(provider.asked('/introspect'), 1)
  ports.advance(30_000)
  await outcome('opaque')
  t.equal(provider.asked('/introspect'), 2)
})

t.test('GAP-48: while the provider is away a token is neither good nor bad, and works afterwards', async t => {
  const { verify, token, provider } = await verifierSetup(t, key)
  const fine = await token()
  provider.answer('/userinfo', () => ({ status: 503 }))
  t.match(await verify(fine), { ok: false, reason: 'network_error', fault: 'server', retryAfterSeconds: Number })
  provider.answer('/userinfo', () => ({ body: { sub: 'alice' } }))
  t.match(await verify(fine), { ok: true })
})

t.test('RT-1: without a provider every token is a matter of waiting', async t => {
  const { verify, verifier, provider } = await verifierSetup(t, key)
  provider.oidc.session = async () => Promise.reject(new TemporarilyUnavailable('degraded', { retryAfterSeconds: 42 }))
  t.strictSame(await verify('anything'), {
    ok: false,
    reason: 'not_configured',
    fault: 'server',
    retryAfterSeconds: 42,
  })
  t.match(await verifier.verify(undefined), { ok: false, reason: 'missing', fault: 'client' })
  provider.oidc.session = async () => Promise.reject(new TypeError('bug'))
  await t.rejects(verify('anything'), TypeError)
})

t.test('a person who was forgotten is judged anew, also when that happened meanwhile', async t => {
  const { verify, verifier, token, provider } = await verifierSetup(t, key)
  const fine = await token()
  await verify(fine)
  verifier.forget('bob')
  await verify(fine)
  t.equal(provider.asked('/userinfo'), 1)
  verifier.forget('alice')
  provider.answer('/userinfo', () => {
    verifier.forget('alice')
    return { body: { sub: 'alice' } }
  })
  await verify(fine)
  await verify(fine)
  t.equal(provider.asked('/userinfo'), 3)
})

t.test('TOKEN_LIVENESS=always asks every time, and a dead token dies at once', async t => {
  const { outcome, token, provider } = await verifierSetup(t, key, { env: { TOKEN_LIVENESS: 'always' } })
  const fine = await token()
  t.equal(await outcome(fine), 'ok')
  t.equal(await outcome(fine), 'ok')
  t.equal(provider.asked('/userinfo'), 2)
  provider.answer('/userinfo', () => ({ status: 400 }))
  t.equal(await outcome(fine), 'inactive')
})

t.test('a token signed with a key that the provider has dropped is refused once that is seen', async t => {
  const { outcome, token, provider, ports, seconds } = await verifierSetup(t, key)
  const old = await token({ exp: seconds() + 10_000 })
  t.equal(await outcome(old), 'ok')
  provider.setKeys([next.jwk])
  ports.advance(30_000)
  t.equal(await outcome(await token({ jti: 'made up' }, { kid: 'other' })), 'bad_signature')
  t.equal(await outcome(old), 'bad_signature')
})

t.test('a token is remembered per surface', async t => {
  const management = await verifierSetup(t, key)
  const mcp = await verifierSetup(t, key, { surface: 'mcp' })
  t.equal(await management.outcome(await management.token()), 'ok')
  t.equal(await mcp.outcome(await mcp.token({ aud: 'our-client' })), 'ok')
  t.equal(await management.outcome(await management.token({ aud: 'our-client' })), 'bad_audience')
})

t.test('a header that is no bearer token never reaches the provider', async t => {
  const { verifier, provider } = await verifierSetup(t, key, { env: { MAX_TOKEN_BYTES: '4096' } })
  const reasonOf = async (value: string | string[] | undefined) => {
    const result = await verifier.verify(value)
    return result.ok ? 'ok' : result.reason
  }
  t.equal(await reasonOf(undefined), 'missing')
  t.equal(await reasonOf('Basic YTpi'), 'missing')
  t.equal(await reasonOf(['Bearer a', 'Bearer a']), 'malformed')
  t.equal(await reasonOf(`Bearer ${'a'.repeat(5000)}`), 'too_large')
  t.equal(provider.received.length, 0)
})

t.test('GAP-16: 50 000 random tokens leave a bounded memory, and logs show fingerprints only', async t => {
  const { verify, log } = await verifierSetup(t, key)
  const header = Buffer.from('{"alg":"none"}').toString('base64url')
  const before = heapInUse()
  for (let n = 0; n < 50_000; n += 1) {
    await verify(`${header}.${randomBytes(32).toString('base64url')}.secret-signature`)
    log.lines.splice(10)
  }
  const grownMib = (heapInUse() - before) / 2 ** 20
  t.ok(grownMib < 8, `${grownMib} MiB`)
  t.match(log.lines[0], /"token":"[0-9a-f]{8}"/)
  t.notOk(log.lines.some(line => line.includes('secret-signature')))
})

t.test('VER-16: no token and no secret of ours in any log line or result', async t => {
  const { verify, token, provider, log, audit, seconds } = await verifierSetup(t, key)
  const tokens = [
    await token(),
    await token({ aud: 'x' }),
    await token({ exp: seconds() - 100 }),
    'opaque-token-of-somebody',
  ]
  const results = []
  for (const value of tokens) results.push(await verify(value))
  provider.answer('/introspect', () => ({ drop: true }))
  results.push(await verify('another-opaque-token'))
  const everything = JSON.stringify([results, log.lines, audit.entries])
  for (const secret of [...tokens, 'another-opaque-token', 'our client secret']) t.notOk(everything.includes(secret))
  t.equal(results.filter(({ ok }) => ok).length, 1)
})

t.test(
  'GAP-16: of a thousand made-up opaque tokens of one network thirty are asked about, and no other network waits',
  async t => {
    const { verifier, provider, token, ports } = await verifierSetup(t, key)
    const from = (network: string, value: string) => verifier.verify(`Bearer ${value}`, network)
    const results = await Promise.all(Array.from({ length: 1000 }, (_, index) => from('a', `made-up-${index}`)))
    t.equal(provider.asked('/introspect'), 30)
    t.equal(results.filter(result => !result.ok && result.reason === 'inactive').length, 30)
    t.match(results.at(-1), { ok: false, reason: 'too_many', retryAfterSeconds: 300 })
    t.match(await from('a', await token()), { ok: true }, 'a signed token is judged here')
    t.match(await from('b', 'made-up'), { reason: 'inactive' })
    ports.advance(300_000)
    t.match(await from('a', 'made-up'), { reason: 'inactive' })
  },
)

t.test('an outage of the provider uses nobody’s questions up', async t => {
  const { verifier, provider } = await verifierSetup(t, key)
  provider.answer('/introspect', () => ({ status: 503, body: {} }))
  for (let index = 0; index < 40; index += 1)
    t.match(await verifier.verify(`Bearer made-up-${index}`, 'a'), { reason: 'network_error', fault: 'server' })
})
