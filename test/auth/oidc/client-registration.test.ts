import t from 'tap'
import { clientFingerprint, clientRegistration, redirectUri } from '../../../src/auth/oidc/client-registration.js'
import { providerOf } from '../../helpers/provider-of.js'
import { testConfig } from '../../helpers/test-config.js'

const provider = providerOf('http://nc.example')
const config = testConfig()

t.test('DCR-3: the payload says what Nextcloud needs to hear', async t => {
  t.strictSame(clientRegistration(config, provider), {
    client_name: 'Nextcloud MCP Server',
    redirect_uris: ['http://127.0.0.1:8000/oauth/callback'],
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    id_token_signed_response_alg: 'RS256',
    scope: 'openid profile offline_access',
    token_type: 'jwt',
    resource_url: 'http://127.0.0.1:8000/mcp',
  })
  t.equal(redirectUri(config), 'http://127.0.0.1:8000/oauth/callback')
})

t.test(
  'DCR-3: kind of token and scopes are those of the settings, and never less than people are asked for',
  async t => {
    const asked = testConfig({
      NEXTCLOUD_OIDC_TOKEN_TYPE: 'bearer',
      NEXTCLOUD_OIDC_SCOPES: 'openid email',
      PROVISIONING_EXTRA_SCOPES: 'groups',
    })
    t.match(clientRegistration(asked, provider), {
      token_type: 'opaque',
      scope: 'openid profile offline_access groups email',
    })
    const print = (of: typeof config) => clientFingerprint(clientRegistration(of, provider), provider)
    t.not(print(asked), print(config), 'another setting is another client')
  },
)

t.test('Nextcloud’s own members are not sent to another provider', async t => {
  const payload = clientRegistration(config, { ...provider, isNextcloud: false })
  t.notOk('token_type' in payload || 'resource_url' in payload)
})

t.test('a scope that would be cut or refused is refused here', async t => {
  for (const extra of ['x'.repeat(600), 'bad"scope']) {
    const wide = { ...config, provisioning: { ...config.provisioning, extraScopes: [extra] } }
    t.throws(() => clientRegistration(wide, provider), { message: /scopes/ })
  }
})

t.test('the fingerprint follows what makes another client, and nothing else', async t => {
  const registration = clientRegistration(config, provider)
  const print = clientFingerprint(registration, provider)
  t.equal(
    clientFingerprint({ ...registration, scope: 'offline_access profile openid' }, provider),
    print,
    'order of scopes',
  )
  t.equal(
    clientFingerprint(registration, { ...provider, registrationEndpoint: undefined }),
    print,
    'registration switched off',
  )
  const { token_type: _jwt, ...opaque } = registration
  const others = [
    clientFingerprint({ ...registration, redirect_uris: ['http://127.0.0.1:8001/oauth/callback'] }, provider),
    clientFingerprint({ ...registration, scope: 'openid' }, provider),
    clientFingerprint({ ...registration, resource_url: 'http://x/mcp' }, provider),
    clientFingerprint(opaque, provider),
    clientFingerprint(registration, { ...provider, registrationEndpoint: 'http://other.example/register' }),
  ]
  t.equal(new Set([print, ...others]).size, others.length + 1)
})
