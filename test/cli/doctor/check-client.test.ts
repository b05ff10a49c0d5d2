import t from 'tap'
import { checkClient } from '../../../src/cli/doctor/check-client.js'
import type { ProviderMetadata } from '../../../src/auth/oidc/oidc-runtime.js'
import { testConfig } from '../../helpers/test-config.js'

const provider = (registrationEndpoint: string | undefined): ProviderMetadata => ({
  issuer: 'https://nc.example',
  authorizationEndpoint: 'https://nc.example/a',
  tokenEndpoint: 'https://nc.example/t',
  jwksUri: 'https://nc.example/k',
  userinfoEndpoint: undefined,
  introspectionEndpoint: undefined,
  registrationEndpoint,
  revocationEndpoint: undefined,
  scopesSupported: undefined,
  codeChallengeMethodsSupported: ['S256'],
  acceptedIssuers: ['https://nc.example'],
  isNextcloud: true,
})
const redirect = 'http://127.0.0.1:8000/oauth/callback'

t.test('a configured client passes, and the redirect URI it needs is told', async t => {
  const config = testConfig({ NEXTCLOUD_OIDC_CLIENT_ID: 'i', NEXTCLOUD_OIDC_CLIENT_SECRET: 's' })
  t.match(checkClient(config, provider(undefined)), [
    { name: 'client', status: 'ok' },
    { name: 'redirect', status: 'ok', message: `the client must allow ${redirect}` },
  ])
})

t.test('DCR-7: registering ourselves is a warning with the command for a lasting client', async t => {
  const [client] = checkClient(testConfig(), provider('https://nc.example/r'))
  t.match(client, { status: 'warn', message: /after an hour/, fix: `occ oidc:create nextcloud-mcp-server ${redirect}` })
})

t.test('DCR-2: no client and no registration is a failure', async t => {
  t.match(checkClient(testConfig(), provider(undefined)), [
    { status: 'fail', message: /switched off/, fix: /occ oidc:create/ },
  ])
})

t.test('without a provider there is nothing to say', async t => {
  t.match(checkClient(testConfig(), undefined), [{ name: 'client', status: 'skip' }])
})
