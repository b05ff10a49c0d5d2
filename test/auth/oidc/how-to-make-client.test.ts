import t from 'tap'
import { howToMakeClient } from '../../../src/auth/oidc/how-to-make-client.js'
import type { ProviderMetadata } from '../../../src/auth/oidc/oidc-runtime.js'
import { testConfig } from '../../helpers/test-config.js'

const provider = (isNextcloud: boolean): ProviderMetadata => ({
  issuer: 'https://idp.example',
  authorizationEndpoint: 'https://idp.example/a',
  tokenEndpoint: 'https://idp.example/t',
  jwksUri: 'https://idp.example/k',
  userinfoEndpoint: undefined,
  introspectionEndpoint: undefined,
  registrationEndpoint: undefined,
  revocationEndpoint: undefined,
  scopesSupported: undefined,
  codeChallengeMethodsSupported: ['S256'],
  acceptedIssuers: ['https://idp.example'],
  isNextcloud,
})
const config = testConfig({ NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com' })

t.test('the command makes a client that may leave a grant', async t => {
  const command = howToMakeClient(config, provider(true))
  t.match(command, /^occ oidc:create \S+ https:\/\/mcp\.example\.com\/oauth\/callback --type confidential/)
  t.match(command, /--resource_url https:\/\/mcp\.example\.com\/mcp --allowed_scopes "openid profile offline_access/)
})

t.test('another provider knows no occ', async t => {
  const words = howToMakeClient(config, provider(false))
  t.notMatch(words, /occ/)
  t.match(words, 'https://mcp.example.com/oauth/callback')
})
