import t from 'tap'

import { askProvider } from '../../../src/auth/bearer/ask-provider.js'
import { startIdentityProvider } from '../../helpers/start-identity-provider.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

t.test('an answer is an answer, whatever its status and form', async t => {
  const idp = await startIdentityProvider(t, [])
  const { http } = testHttpClient(t)
  idp.answer('/userinfo', () => ({ status: 418, body: 'not JSON' }))
  const url = `${idp.url}/userinfo`
  t.strictSame(await askProvider(http, { method: 'GET', url }), { kind: 'answer', status: 418, body: undefined })
  t.match(idp.received[0]?.headers, { accept: 'application/json' })
})

t.test('more than 64 KiB and no answer at all are a provider that cannot be reached', async t => {
  const idp = await startIdentityProvider(t, [])
  const { http } = testHttpClient(t)
  const url = `${idp.url}/userinfo`
  idp.answer('/userinfo', () => ({ body: { sub: 'x'.repeat(65 * 1024) } }))
  t.match(await askProvider(http, { method: 'GET', url }), { kind: 'unreachable' })
  await idp.close()
  t.match(await askProvider(http, { method: 'GET', url }), { kind: 'unreachable', retryAfterSeconds: Number })
})

t.test('a bug is not taken for an outage', async t => {
  const http = { send: async () => Promise.reject(new TypeError('bug')), close: async () => {} }
  await t.rejects(askProvider(http, { method: 'GET', url: 'http://127.0.0.1/' }), TypeError)
})
