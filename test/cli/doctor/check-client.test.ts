import t, { type Test } from 'tap'
import { checkClient } from '../../../src/cli/doctor/check-client.js'
import type { ProviderMetadata } from '../../../src/auth/oidc/oidc-runtime.js'
import { startServer } from '../../helpers/start-server.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testConfig } from '../../helpers/test-config.js'
import { checkProvider } from '../../../src/cli/doctor/check-provider.js'
import { clientFor } from './client-for.js'

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

async function check(t: Test, env: Record<string, string>, found: ProviderMetadata | undefined) {
  const config = testConfig(env)
  return checkClient(config, found, clientFor(t, config))
}

t.test('a configured client passes where nobody can be asked, and the redirect URI it needs is told', async t => {
  const env = { NEXTCLOUD_OIDC_CLIENT_ID: 'i', NEXTCLOUD_OIDC_CLIENT_SECRET: 's' }
  t.match(await check(t, env, provider(undefined)), [
    { name: 'client', status: 'ok', message: /shows when somebody authorises/ },
    { name: 'redirect', status: 'ok', message: `the client must allow ${redirect}` },
  ])
})

t.test('Nextcloud is asked whether it takes id and secret, and a wrong one of both is a failure', async t => {
  const sandbox = await startTestSandbox(t)
  const { clientId, clientSecret } = sandbox.createClient({ redirectUris: [redirect] })
  const ask = async (id: string, secret: string) => {
    const config = testConfig({
      NEXTCLOUD_HOST: sandbox.url,
      NEXTCLOUD_OIDC_CLIENT_ID: id,
      NEXTCLOUD_OIDC_CLIENT_SECRET: secret,
    })
    const http = clientFor(t, config)
    return checkClient(config, (await checkProvider(config, http)).provider, http)
  }
  t.match(await ask(clientId, clientSecret), [{ status: 'ok', message: /takes its id and secret/ }])
  t.match(await ask(clientId, 'wrong'), [{ status: 'fail', message: /refuses/, fix: /NEXTCLOUD_OIDC_CLIENT_SECRET/ }])
  t.match(await ask('nobody', clientSecret), [{ status: 'fail' }])
  t.notMatch(JSON.stringify(await ask(clientId, 'wrong-secret')), /wrong-secret/)
})

t.test('a provider that does not answer says nothing about the client', async t => {
  const { url } = await startServer(t, (_request, response) => response.writeHead(500).end())
  const env = { NEXTCLOUD_OIDC_CLIENT_ID: 'i', NEXTCLOUD_OIDC_CLIENT_SECRET: 's' }
  const found = { ...provider(undefined), introspectionEndpoint: `${url}/introspect` }
  t.match(await check(t, env, found), [{ status: 'ok', message: /shows when somebody authorises/ }])
})

t.test('DCR-7: registering ourselves is a warning with the command for a lasting client', async t => {
  const [client] = await check(t, {}, provider('https://nc.example/r'))
  t.match(client, { status: 'warn', message: /after an hour/, fix: `occ oidc:create nextcloud-mcp-server ${redirect}` })
  t.match(client?.fix, /--allowed_scopes "openid profile offline_access"/)
})

t.test('DCR-2: no client and no registration is a failure', async t => {
  t.match(await check(t, {}, provider(undefined)), [
    { status: 'fail', message: /switched off/, fix: /occ oidc:create/ },
  ])
})

t.test('without a provider there is nothing to say', async t => {
  t.match(await check(t, {}, undefined), [{ name: 'client', status: 'skip' }])
})
