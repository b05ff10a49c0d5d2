import t, { type Test } from 'tap'

import { createJwksCache } from '../../../src/auth/jwks/jwks-cache.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { signingKey, startIdentityProvider } from '../../helpers/start-identity-provider.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const MINUTE = 60_000
const [first, second] = await Promise.all([signingKey('first'), signingKey('second')])

async function open(t: Test) {
  const provider = await startIdentityProvider(t, [first.jwk])
  const ports = manualPorts()
  const jwks = createJwksCache({ http: testHttpClient(t).http, ports })
  const find = (kid: string | undefined, alg: 'RS256' | 'PS256' | 'ES256' = 'RS256') =>
    jwks.find(provider.provider.jwksUri, { kid, alg })
  return { provider, ports, jwks, find, asked: () => provider.asked('/jwks') }
}

t.test('a key set is asked for once in five minutes', async t => {
  const { find, ports, asked } = await open(t)
  t.match(await find('first'), { ok: true })
  ports.advance(5 * MINUTE - 1)
  t.match(await find('first'), { ok: true })
  t.equal(asked(), 1)
  ports.advance(1)
  await find('first')
  t.equal(asked(), 2)
})

t.test('many at once share one request', async t => {
  const { find, asked } = await open(t)
  await Promise.all(Array.from({ length: 50 }, () => find('first')))
  t.equal(asked(), 1)
})

t.test('GAP-17: 100 tokens with made-up key ids cause at most one request in 30 seconds', async t => {
  const { find, ports, asked } = await open(t)
  await find('first')
  ports.advance(30_000)
  const results = await Promise.all(Array.from({ length: 100 }, (_, n) => find(`made up ${n}`)))
  for (const result of results) t.strictSame(result, { ok: false, reason: 'unknown_key' })
  for (let n = 0; n < 100; n += 1) await find(`more ${n}`)
  t.equal(asked(), 2)
  ports.advance(30_000)
  await find('and one later')
  t.equal(asked(), 3)
})

t.test('a new key is found at once when the last look is 30 seconds old, and the revision rises', async t => {
  const { find, ports, provider, jwks } = await open(t)
  await find('first')
  t.equal(jwks.revision(provider.provider.jwksUri), 1)
  provider.setKeys([second.jwk])
  t.match(await find('second'), { ok: false, reason: 'unknown_key' }, 'too early')
  ports.advance(30_000)
  t.match(await find('second'), { ok: true })
  t.match(await find('first'), { ok: false, reason: 'unknown_key' }, 'the old one is gone')
  t.equal(jwks.revision(provider.provider.jwksUri), 2)
})

t.test('while the provider is away the known keys serve for an hour, then nothing does', async t => {
  const { find, ports, provider, asked } = await open(t)
  await find('first')
  provider.answer('/jwks', () => ({ status: 500 }))
  ports.advance(10 * MINUTE)
  t.match(await find('first'), { ok: true })
  t.match(await find('first'), { ok: true })
  t.equal(asked(), 2, 'and it is not asked with every token')
  ports.advance(50 * MINUTE)
  t.match(await find('first'), { ok: false, reason: 'network_error' })
})

const BROKEN = {
  'an error': { status: 500 },
  'a redirect': { status: 302 },
  'no JSON': { body: '<html>' },
  'no key set': { body: { keys: 'none' } },
  'more than 256 KiB': { body: { keys: [], more: 'x'.repeat(256 * 1024) } },
  'a dropped connection': { drop: true },
}
for (const [what, answer] of Object.entries(BROKEN)) {
  t.test(`${what} is a network error, asked about again after five seconds`, async t => {
    const { find, ports, provider } = await open(t)
    provider.answer('/jwks', () => answer)
    t.strictSame(await find('first'), { ok: false, reason: 'network_error', retryAfterSeconds: 5 })
    provider.answer('/jwks', () => ({ body: { keys: [first.jwk] } }))
    t.match(await find('first'), { ok: false }, 'not at once')
    ports.advance(5_000)
    t.match(await find('first'), { ok: true })
  })
}

t.test('a set without a usable key is the fault of the provider', async t => {
  const { find, provider } = await open(t)
  provider.setKeys([
    { ...first.jwk, use: 'enc' },
    { kty: 'oct', k: 'c2VjcmV0', kid: 'first' },
  ])
  t.match(await find('first'), { ok: false, reason: 'no_signing_keys' })
})

t.test('without a key id the only key that fits is taken, and none of two', async t => {
  const { find, provider, ports } = await open(t)
  t.match(await find(undefined), { ok: true })
  provider.setKeys([first.jwk, second.jwk])
  ports.advance(5 * MINUTE)
  t.match(await find(undefined), { ok: false, reason: 'unknown_key' })
})

t.test('a key is used for its own algorithm only', async t => {
  const { find } = await open(t)
  t.match(await find('first', 'PS256'), { ok: false, reason: 'unknown_key' })
  t.match(await find('first', 'ES256'), { ok: false, reason: 'unknown_key' })
})
