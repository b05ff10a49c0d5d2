import t from 'tap'

import { fetchJwks } from '../../../src/auth/jwks/fetch-jwks.js'
import { signingKey, startIdentityProvider } from '../../helpers/start-identity-provider.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const key = await signingKey('key')

t.test('usable keys come back, others are left out', async t => {
  const provider = await startIdentityProvider(t, [{ ...key.jwk, use: 'enc' }, key.jwk, { kty: 'oct', k: 'AA' }])
  const keys = await fetchJwks(testHttpClient(t).http, provider.provider.jwksUri)
  t.match(keys, [{ kid: 'key', kty: 'RSA' }])
  t.equal(keys?.length, 1)
})

t.test('a provider that is away is no empty set', async t => {
  const provider = await startIdentityProvider(t, [])
  const { http } = testHttpClient(t)
  t.strictSame(await fetchJwks(http, provider.provider.jwksUri), [])
  await provider.close()
  t.equal(await fetchJwks(http, provider.provider.jwksUri), undefined)
})

t.test('a client that fails in a way nobody foresaw is not taken for an outage', async t => {
  const http = { send: async () => Promise.reject(new TypeError('bug')), close: async () => {} }
  await t.rejects(fetchJwks(http, 'http://127.0.0.1/'), TypeError)
})
