import t from 'tap'
import { appOfUrl } from '../../src/nextcloud/app-of-url.js'

const BASE = 'https://example.org/cloud'
const cases = [
  ['/index.php/apps/notes/api/v1/notes/7', 'notes'],
  ['/apps/oidc/token', 'oidc'],
  ['/ocs/v2.php/apps/webhook_listeners/api/v1/webhooks', 'webhook_listeners'],
  ['/ocs/v2.php/cloud/users/alice', 'ocs'],
  ['/remote.php/dav/files/alice/apps/secret/', 'dav'],
  ['/status.php', 'status'],
  ['/index.php/login/v2/poll', 'login'],
  ['/index.php/.well-known/openid-configuration', 'discovery'],
  ['/index.php/core/apps/alice', 'other'],
  ['/index.php/apps/Not An App/x', 'other'],
] as const

for (const [path, app] of cases)
  t.test(`${path} is counted as ${app}`, async t => t.equal(appOfUrl(`${BASE}${path}`, BASE), app))

t.test('another origin is the identity provider, whatever its path says', async t => {
  t.equal(appOfUrl('https://idp.example/realms/alice/apps/notes', BASE), 'identity_provider')
  t.equal(appOfUrl('https://example.org.evil.example/cloud/apps/notes', BASE), 'identity_provider')
})

t.test('the same host outside of the installation is nobody in particular', async t => {
  t.equal(appOfUrl('https://example.org/.well-known/openid-configuration', BASE), 'other')
})
