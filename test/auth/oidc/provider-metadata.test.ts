import t from 'tap'
import { DiscoveryDocument } from '../../../src/auth/oidc/discover.js'
import { providerMetadata } from '../../../src/auth/oidc/provider-metadata.js'
import { testConfig } from '../../helpers/test-config.js'

const document = (base: string, changes: Record<string, unknown> = {}) =>
  DiscoveryDocument.parse({
    issuer: base,
    authorization_endpoint: `${base}/apps/oidc/authorize?x=1`,
    token_endpoint: `${base}/apps/oidc/token`,
    jwks_uri: `${base}/apps/oidc/jwks`,
    userinfo_endpoint: `${base}/apps/oidc/userinfo`,
    registration_endpoint: `${base}/apps/oidc/register`,
    code_challenge_methods_supported: ['S256', 'plain'],
    ...changes,
  })
const https = { NEXTCLOUD_HOST: 'https://nc.example', NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example' }

t.test('endpoints are used verbatim, and Nextcloud is known as itself', async t => {
  const provider = providerMetadata(document('https://nc.example'), testConfig(https))
  t.match(provider, {
    issuer: 'https://nc.example',
    authorizationEndpoint: 'https://nc.example/apps/oidc/authorize?x=1',
    tokenEndpoint: 'https://nc.example/apps/oidc/token',
    registrationEndpoint: 'https://nc.example/apps/oidc/register',
    revocationEndpoint: undefined,
    isNextcloud: true,
  })
})

t.test('the public issuer replaces scheme and authority for browsers alone, and is accepted in tokens', async t => {
  const env = { ...https, NEXTCLOUD_HOST: 'http://app:80', NEXTCLOUD_PUBLIC_ISSUER_URL: 'https://cloud.example' }
  const provider = providerMetadata(document('http://app'), testConfig(env))
  t.equal(provider.authorizationEndpoint, 'https://cloud.example/apps/oidc/authorize?x=1')
  t.equal(provider.tokenEndpoint, 'http://app/apps/oidc/token')
  t.strictSame(provider.idTokenIssuers, ['http://app', 'https://cloud.example'])
  t.ok(provider.acceptedIssuers.includes('http://app'), 'bearers may carry the internal one')
})

t.test('a document with public URLs is turned inward only when NEXTCLOUD_INTERNAL_REWRITE says so', async t => {
  const env = { ...https, NEXTCLOUD_HOST: 'http://app:8080', NEXTCLOUD_PUBLIC_ISSUER_URL: 'https://cloud.example' }
  const verbatim = providerMetadata(document('https://cloud.example'), testConfig(env))
  t.equal(verbatim.tokenEndpoint, 'https://cloud.example/apps/oidc/token')
  const inward = providerMetadata(
    document('https://cloud.example'),
    testConfig({ ...env, NEXTCLOUD_INTERNAL_REWRITE: 'true' }),
  )
  t.match(inward, {
    authorizationEndpoint: 'https://cloud.example/apps/oidc/authorize?x=1',
    tokenEndpoint: 'http://app:8080/apps/oidc/token',
    jwksUri: 'http://app:8080/apps/oidc/jwks',
    registrationEndpoint: 'http://app:8080/apps/oidc/register',
  })
  t.ok(inward.idTokenIssuers?.includes('http://app:8080'), 'the issuer follows the host of the token request')
})

t.test('GAP-33: an endpoint on a foreign origin refuses the whole document', async t => {
  for (const name of [
    'authorization_endpoint',
    'token_endpoint',
    'jwks_uri',
    'userinfo_endpoint',
    'registration_endpoint',
    'revocation_endpoint',
    'introspection_endpoint',
  ]) {
    for (const url of ['https://evil.example/x', 'https://nc.example.evil/x', 'https://nc.example@evil.example/x']) {
      t.throws(() => providerMetadata(document('https://nc.example', { [name]: url }), testConfig(https)), {
        message: new RegExp(`${name} lies on an origin`),
      })
    }
  }
})

t.test('an origin that the administrator named is no foreign one', async t => {
  const userinfo = { userinfo_endpoint: 'https://login.idp.example/me' }
  const env = { ...https, OIDC_ENDPOINT_ORIGINS: 'https://login.idp.example/' }
  t.match(providerMetadata(document('https://nc.example', userinfo), testConfig(env)), {
    userinfoEndpoint: 'https://login.idp.example/me',
  })
  const other = { userinfo_endpoint: 'https://login.idp.example.evil/me' }
  t.throws(() => providerMetadata(document('https://nc.example', other), testConfig(env)), /OIDC_ENDPOINT_ORIGINS/)
})

t.test('an endpoint must be an absolute https URL where Nextcloud is', async t => {
  t.throws(() => providerMetadata(document('https://nc.example', { token_endpoint: '/token' }), testConfig(https)), {
    message: /absolute/,
  })
  const mixed = { ...https, NEXTCLOUD_PUBLIC_ISSUER_URL: 'http://127.0.0.1:9' }
  const plain = document('https://nc.example', { token_endpoint: 'http://127.0.0.1:9/token' })
  t.throws(() => providerMetadata(plain, testConfig(mixed)), { message: /must be https/ })
})

t.test('an unexpected issuer is refused; a trailing slash is no difference', async t => {
  t.throws(
    () => providerMetadata(document('https://nc.example', { issuer: 'https://other.example' }), testConfig(https)),
    { message: /issuer/ },
  )
  t.equal(
    providerMetadata(document('https://nc.example', { issuer: 'https://nc.example/' }), testConfig(https)).issuer,
    'https://nc.example/',
  )
})

t.test('an external provider is a matter of configuration, and is not taken for Nextcloud', async t => {
  const env = { ...https, OIDC_DISCOVERY_URL: 'https://idp.example/r/x/.well-known/openid-configuration' }
  const provider = providerMetadata(document('https://idp.example/r/x'), testConfig(env))
  t.equal(provider.isNextcloud, false)
  t.notOk(provider.acceptedIssuers.includes('https://nc.example'))
  t.throws(() => providerMetadata(document('https://idp.example/r/other'), testConfig(env)), { message: /issuer/ })
})

t.test('explicit overrides win, and a missing jwks_uri is named', async t => {
  const env = {
    ...https,
    JWKS_URI: 'https://keys.example/jwks',
    USERINFO_URI: 'https://keys.example/me',
    INTROSPECTION_URI: 'https://keys.example/i',
  }
  const bare = document('https://nc.example', { jwks_uri: undefined })
  t.match(providerMetadata(bare, testConfig(env)), {
    jwksUri: 'https://keys.example/jwks',
    userinfoEndpoint: 'https://keys.example/me',
    introspectionEndpoint: 'https://keys.example/i',
  })
  t.throws(() => providerMetadata(bare, testConfig(https)), { message: /jwks_uri/ })
})
