import t from 'tap'
import { discoveryUrls, issuerOfDiscoveryUrl } from '../../../src/auth/oidc/discovery-urls.js'
import { testConfig } from '../../helpers/test-config.js'

t.test('Nextcloud in a sub-path is asked below it, and never beside it', async t => {
  const urls = discoveryUrls(
    testConfig({ NEXTCLOUD_HOST: 'https://nc.example/cloud/', NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example' }),
  )
  t.strictSame(urls, [
    'https://nc.example/cloud/.well-known/openid-configuration',
    'https://nc.example/cloud/index.php/.well-known/openid-configuration',
    'https://nc.example/cloud/index.php/apps/oidc/openid-configuration',
  ])
})

t.test('a missing host is said to be missing', async t => {
  const config = testConfig()
  const hostless = { ...config, nextcloud: { ...config.nextcloud, url: '' } }
  t.throws(() => discoveryUrls(hostless), { message: /NEXTCLOUD_HOST is not set/ })
})

t.test('an issuer is read from a well-formed discovery URL only', async t => {
  t.equal(issuerOfDiscoveryUrl('https://idp.example/r/x/.well-known/openid-configuration'), 'https://idp.example/r/x')
  t.equal(issuerOfDiscoveryUrl('https://idp.example/config.json'), undefined)
})
