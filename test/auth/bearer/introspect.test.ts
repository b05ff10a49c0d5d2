import t, { type Test } from 'tap'

import { introspect } from '../../../src/auth/bearer/introspect.js'
import { Secret } from '../../../src/lib/secret.js'
import { startIdentityProvider, type ProviderAnswer } from '../../helpers/start-identity-provider.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

async function ask(t: Test, answer: ProviderAnswer, userIdClaim = 'sub') {
  const idp = await startIdentityProvider(t, [])
  idp.answer('/introspect', () => answer)
  const result = await introspect(testHttpClient(t).http, new Secret('opaque+token'), {
    url: `${idp.url}/introspect`,
    client: idp.session.client,
    userIdClaim,
    onClientRejected: idp.oidc.clientRejected,
  })
  return { result, idp }
}

/** As Nextcloud's oidc 2.0.9 was recorded to answer. */
const ACTIVE = {
  active: true,
  scope: 'openid profile',
  client_id: 'owner',
  username: 'alice',
  token_type: 'Bearer',
  exp: 1795414736,
  iat: 1795412936,
  sub: 'alice',
  aud: 'owner',
}

t.test('VER-6: our credentials travel in the body, never as Basic', async t => {
  const { result, idp } = await ask(t, { body: ACTIVE })
  t.match(idp.received[0], { method: 'POST', headers: { authorization: undefined } })
  const form = Object.fromEntries(new URLSearchParams(idp.received[0]?.body))
  t.strictSame(form, { token: 'opaque+token', client_id: 'our-client', client_secret: 'our client secret' })
  t.strictSame(result, {
    ok: true,
    facts: {
      sub: 'alice',
      mappedUser: undefined,
      clientId: 'owner',
      audience: ['owner'],
      scope: 'openid profile',
      expiresAt: 1795414736,
      unlistedIssuer: undefined,
      proof: 'introspection',
      typed: false,
    },
  })
})

t.test('the user name stands in for a missing subject, nothing for both', async t => {
  t.match((await ask(t, { body: { active: true, username: 'bob' } })).result, { facts: { sub: 'bob' } })
  t.match((await ask(t, { body: { active: true } })).result, { ok: false, fault: 'client' })
})

t.test('false is inactive; what is not a boolean is no answer', async t => {
  t.match((await ask(t, { body: { active: false } })).result, { reason: 'inactive', fault: 'client' })
  for (const active of ['true', 1, null, undefined]) {
    t.match((await ask(t, { body: { ...ACTIVE, active } })).result, { reason: 'network_error', fault: 'server' })
  }
})

t.test('a provider that turns our client away is told of to the runtime, and is no fault of the token', async t => {
  for (const [status, error] of [
    [401, 'invalid_client'],
    [400, 'invalid_client'],
    [400, 'expired_client'],
  ] as const) {
    const { result, idp } = await ask(t, { status, body: { error } })
    t.match(result, { reason: 'not_configured', fault: 'server' })
    t.strictSame(idp.rejectedClients, ['our-client'])
  }
})

t.test('every other failure is the provider being away', async t => {
  for (const answer of [
    { status: 400, body: { error: 'invalid_request' } },
    { status: 401, body: '' },
    { status: 500 },
    { status: 302 },
    { body: 'x' },
    { drop: true },
  ]) {
    const { result, idp } = await ask(t, answer)
    t.match(result, { reason: 'network_error', fault: 'server' })
    t.strictSame(idp.rejectedClients, [])
  }
})

t.test('the claim that names the account is read where one is configured, and only then', async t => {
  const answer = { body: { ...ACTIVE, sub: '6f1c', preferred_username: 'alice' } }
  t.match((await ask(t, answer)).result, { facts: { sub: '6f1c', mappedUser: undefined } })
  t.match((await ask(t, answer, 'preferred_username')).result, { facts: { sub: '6f1c', mappedUser: 'alice' } })
})
