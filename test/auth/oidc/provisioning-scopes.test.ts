import t from 'tap'
import { provisioningScopes } from '../../../src/auth/oidc/provisioning-scopes.js'
import { providerOf } from '../../helpers/provider-of.js'
import { testConfig } from '../../helpers/test-config.js'

t.test('exactly openid profile offline_access, in that order', async t => {
  t.strictSame(provisioningScopes(testConfig(), providerOf('http://nc.example')), [
    'openid',
    'profile',
    'offline_access',
  ])
})

t.test('offline_access is dropped only where scopes are listed without it', async t => {
  const listed = (scopesSupported: string[] | undefined) =>
    provisioningScopes(testConfig(), { ...providerOf('http://nc.example'), scopesSupported })
  t.strictSame(listed(['openid', 'profile']), ['openid', 'profile'])
  t.ok(listed(['openid', 'offline_access']).includes('offline_access'))
})

t.test('extra scopes are added once', async t => {
  const config = testConfig()
  const more = { ...config, provisioning: { ...config.provisioning, extraScopes: ['groups', 'openid'] } }
  t.strictSame(provisioningScopes(more, providerOf('http://nc.example')), [
    'openid',
    'profile',
    'offline_access',
    'groups',
  ])
})

t.test('a resource server is named in front of its own scopes only', async t => {
  const config = testConfig({ OIDC_RESOURCE_SERVER_ID: 'nc' })
  const more = { ...config, provisioning: { ...config.provisioning, extraScopes: ['email', 'notes.read'] } }
  t.strictSame(provisioningScopes(more, providerOf('http://nc.example')).slice(3), ['email', 'nc/notes.read'])
})
