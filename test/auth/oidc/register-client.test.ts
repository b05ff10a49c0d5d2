import t from 'tap'
import { clientRegistration } from '../../../src/auth/oidc/client-registration.js'
import { registerClient } from '../../../src/auth/oidc/register-client.js'
import { fakeProvider } from '../../helpers/fake-provider.js'
import { providerOf } from '../../helpers/provider-of.js'
import { testConfig } from '../../helpers/test-config.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const wanted = clientRegistration(testConfig(), providerOf('http://nc.example'))
const good = {
  client_id: 'id',
  client_secret: 's3cret',
  redirect_uris: wanted.redirect_uris,
  scope: wanted.scope,
  client_secret_expires_at: 1_795_416_639,
  registration_access_token: 'rat',
}

async function answering(t: import('tap').Test, answer: { status?: number; body?: unknown; drop?: boolean }) {
  const provider = await fakeProvider(t)
  provider.on('/register', answer)
  const { http } = testHttpClient(t)
  return { provider, register: () => registerClient(http, `${provider.url}/register`, wanted) }
}

t.test('what was asked for and granted is kept, secrets as secrets', async t => {
  const { provider, register } = await answering(t, { status: 201, body: good })
  const client = await register()
  t.match(client, { clientId: 'id', expiresAt: 1_795_416_639, registrationUri: `${provider.url}/register/id` })
  t.equal(client.secret.reveal(), 's3cret')
  t.equal(client.registrationToken?.reveal(), 'rat')
  t.notMatch(JSON.stringify(client), /s3cret|rat"/)
  t.strictSame(JSON.parse(provider.received[0]?.body ?? ''), wanted)
})

t.test('an expiry of 0, or none, is never', async t => {
  for (const client_secret_expires_at of [0, undefined]) {
    const { register } = await answering(t, { status: 201, body: { ...good, client_secret_expires_at } })
    t.equal((await register()).expiresAt, null)
  }
})

t.test('GAP-34: a foreign registration_client_uri is ignored and rebuilt', async t => {
  for (const uri of [
    'https://evil.example/register/id',
    'http://127.0.0.1:1/register/id',
    'javascript:x',
    '/register/id',
  ]) {
    const { provider, register } = await answering(t, { status: 201, body: { ...good, registration_client_uri: uri } })
    t.equal((await register()).registrationUri, `${provider.url}/register/id`, uri)
  }
})

t.test('an answer that is not what was asked for fails', async t => {
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ ...good, redirect_uris: ['http://127.0.0.1:8000/other'] }, /redirect URI/],
    [{ ...good, scope: 'openid profile' }, /offline_access/],
    [{ ...good, scope: undefined }, /offline_access/],
    [{ ...good, client_secret: undefined }, /lacks a client id/],
    [{ ...good, client_id: 7 }, /lacks a client id/],
  ]
  for (const [body, message] of cases) {
    const { register } = await answering(t, { status: 201, body })
    await t.rejects(register(), { message })
  }
})

t.test('a refusal is told in our words, never in theirs', async t => {
  const cases = [
    [
      { status: 400, body: { error: 'dynamic_registration_not_allowed', error_description: 'SECRET TEXT' } },
      /switched off/,
    ],
    [{ status: 400, body: { error: 'max_num_clients_exceeded' } }, /too many registered clients/],
    [{ status: 400, body: { error: 'no_redirect_uris_provided', error_description: 'SECRET TEXT' } }, /HTTP 400/],
    [{ status: 429, body: '' }, /wait/],
    [{ status: 500, body: '<html>SECRET TEXT' }, /HTTP 500/],
  ] as const
  for (const [answer, message] of cases) {
    const { register } = await answering(t, answer)
    const error = await register().catch((thrown: Error) => thrown)
    t.match(error, { message })
    t.notMatch(String(error), /SECRET TEXT/)
  }
})

t.test('an unanswered registration is not repeated: it may have made a client', async t => {
  const { provider, register } = await answering(t, { drop: true })
  await t.rejects(register(), { message: /did not answer/, passing: false })
  t.equal(provider.count('/register'), 1)
  await provider.close()
  await t.rejects(register(), { message: /did not answer/, passing: true }, 'a refused connection cannot have')
})
