import t from 'tap'
import { registrationRequest } from '../../../../src/auth/server/clients/registration-request.js'
import { refusal } from '../../../helpers/refusal.js'

const GOOD = { client_name: 'Claude', redirect_uris: ['https://claude.ai/cb'], token_endpoint_auth_method: 'none' }

t.test('what is kept is name, redirects and method; the rest is not even looked at', async t => {
  const body = { ...GOOD, logo_uri: 'http://169.254.169.254/', jwks_uri: 'http://10.0.0.1/', scope: 'x', contacts: 7 }
  t.strictSame(registrationRequest(body), {
    name: 'Claude',
    redirectUris: ['https://claude.ai/cb'],
    authMethod: 'none',
  })
})

t.test('defaults are those of RFC 7591', async t => {
  const { redirect_uris } = GOOD
  t.strictSame(registrationRequest({ redirect_uris }), {
    name: 'MCP client',
    redirectUris: redirect_uris,
    authMethod: 'client_secret_basic',
  })
})

t.test('more grants than ours may be named, as long as ours is among them', async t => {
  const grants = ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code']
  t.ok(registrationRequest({ ...GOOD, grant_types: grants }))
})

t.test('redirect URIs that are not acceptable are named as the fault', async t => {
  for (const redirect_uris of [
    undefined,
    [],
    'https://claude.ai/cb',
    [7],
    Array(6).fill('https://claude.ai/cb'),
    ['https://claude.ai/cb', 'http://evil.example/cb'],
    ['cursor://anysphere/cb'],
  ])
    t.throws(
      () => registrationRequest({ ...GOOD, redirect_uris }),
      refusal('invalid_redirect_uri', { statusCode: 400 }),
    )
})

t.test('everything else that does not fit is invalid_client_metadata', async t => {
  for (const body of [
    { ...GOOD, token_endpoint_auth_method: 'private_key_jwt' },
    { ...GOOD, grant_types: ['client_credentials'] },
    { ...GOOD, response_types: ['token'] },
    { ...GOOD, client_name: 7 },
    { ...GOOD, client_name: 'x'.repeat(1_001) },
    undefined,
    [],
    'text',
  ])
    t.throws(() => registrationRequest(body), refusal('invalid_client_metadata'), JSON.stringify(body))
})
