import t, { type Test } from 'tap'

import { userinfo } from '../../../src/auth/bearer/userinfo.js'
import { Secret } from '../../../src/lib/secret.js'
import { startIdentityProvider, type ProviderAnswer } from '../../helpers/start-identity-provider.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

async function ask(t: Test, answer: ProviderAnswer) {
  const idp = await startIdentityProvider(t, [])
  idp.answer('/userinfo', () => answer)
  const result = await userinfo(testHttpClient(t).http, `${idp.url}/userinfo`, new Secret('the-token'))
  return { result, idp }
}

t.test('the token is sent as a bearer, and the answer names the person', async t => {
  const { result, idp } = await ask(t, { body: { sub: 'alice', scope: 'openid', preferred_username: 'x' } })
  t.match(result, { ok: true, user: { sub: 'alice', scope: 'openid' } })
  t.match(idp.received[0], { method: 'GET', headers: { authorization: 'Bearer the-token', cookie: undefined } })
})

t.test('VER-7: every way in which Nextcloud refuses a token is the fault of the token', async t => {
  for (const status of [400, 401, 403]) {
    for (const error of ['invalid_request', 'invalid_grant', 'expired_client']) {
      const { result } = await ask(t, { status, body: { error } })
      t.match(result, { ok: false, reason: 'inactive', fault: 'client' }, `${status} ${error}`)
    }
  }
})

const OUTAGES: Record<string, ProviderAnswer> = {
  '404': { status: 404 },
  '429': { status: 429 },
  '500': { status: 500 },
  '503': { status: 503 },
  'a redirect': { status: 302 },
  'no JSON': { body: '<html>' },
  'no subject': { body: {} },
  'an empty subject': { body: { sub: '' } },
  'a list': { body: ['alice'] },
  'a dropped connection': { drop: true },
}
for (const [what, answer] of Object.entries(OUTAGES)) {
  t.test(`VER-7: ${what} is the fault of the provider`, async t => {
    const { result } = await ask(t, answer)
    t.match(result, { ok: false, reason: 'network_error', fault: 'server' })
  })
}
