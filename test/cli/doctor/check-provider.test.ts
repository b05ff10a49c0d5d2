import t, { type Test } from 'tap'
import { checkProvider } from '../../../src/cli/doctor/check-provider.js'
import { startServer } from '../../helpers/start-server.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testConfig } from '../../helpers/test-config.js'
import { clientFor } from './client-for.js'

const check = (t: Test, env: Record<string, string>) => {
  const config = testConfig(env)
  return checkProvider(config, clientFor(t, config))
}

t.test('the oidc app of Nextcloud passes, PKCE with it, and the bearer switch is named', async t => {
  const { url } = await startTestSandbox(t)
  const { results, provider } = await check(t, { NEXTCLOUD_HOST: url })
  t.match(results, [
    { name: 'discovery', status: 'ok', message: `issuer ${url}` },
    { name: 'pkce', status: 'ok' },
    { name: 'bearer', status: 'skip', message: /oidc_provider_bearer_validation --type boolean --value true/ },
  ])
  t.equal(provider?.issuer, url)
})

t.test(
  'a provider that does not announce S256 is a warning, and in OAuth mode a failure unless it is allowed',
  async t => {
    const { url } = await startServer(t, (request, response) => {
      const base = `http://${request.headers.host}`
      const endpoints = { authorization_endpoint: `${base}/a`, token_endpoint: `${base}/t`, jwks_uri: `${base}/k` }
      response.end(JSON.stringify({ issuer: base, ...endpoints, code_challenge_methods_supported: ['plain'] }))
    })
    const { results } = await check(t, { NEXTCLOUD_HOST: url })
    t.match(results, [{}, { name: 'pkce', status: 'warn' }])
    const oauth = { NEXTCLOUD_HOST: url, ENABLE_MULTI_USER_BASIC_AUTH: 'false' }
    t.match((await check(t, oauth)).results, [{}, { status: 'fail', fix: /does not start.*ALLOW_UNADVERTISED_PKCE/ }])
    t.match((await check(t, { ...oauth, ALLOW_UNADVERTISED_PKCE: 'true' })).results, [{}, { status: 'warn' }])
  },
)

t.test('a Nextcloud without provider names the apps, and what is left without them', async t => {
  const { url: NEXTCLOUD_HOST } = await startServer(t, (_request, response) => response.writeHead(404).end())
  const { results, provider } = await check(t, { NEXTCLOUD_HOST })
  t.match(results, [
    { name: 'discovery', status: 'warn', message: /HTTP 404/, fix: /oidc and user_oidc.*app password/ },
  ])
  t.equal(provider, undefined)
  const closed = await check(t, { NEXTCLOUD_HOST, ENABLE_LOGIN_FLOW: 'false' })
  t.match(closed.results, [{ status: 'fail', fix: /oidc and user_oidc.*nobody can authorise/ }])
  const oauth = await check(t, { NEXTCLOUD_HOST, ENABLE_MULTI_USER_BASIC_AUTH: 'false' })
  t.match(oauth.results, [{ status: 'fail', fix: /oidc and user_oidc.*Nobody can sign in/ }])
})

t.test('an unreachable provider is a failure that does not speak of apps', async t => {
  const { results } = await check(t, { NEXTCLOUD_HOST: 'http://127.0.0.1:1' })
  t.match(results, [{ name: 'discovery', status: 'fail', message: /cannot connect/, fix: /See nextcloud/ }])
  const OIDC_DISCOVERY_URL = 'http://127.0.0.1:1/.well-known/openid-configuration'
  const other = await check(t, { NEXTCLOUD_HOST: 'http://127.0.0.1:1', OIDC_DISCOVERY_URL })
  t.match(other.results, [{ status: 'fail', fix: /OIDC_DISCOVERY_URL/ }])
})

t.test('an outage that answers is one, too', async t => {
  const { url } = await startServer(t, (_request, response) => response.writeHead(503).end())
  t.match((await check(t, { NEXTCLOUD_HOST: url })).results, [{ status: 'fail', fix: /See nextcloud/ }])
})

t.test('a provider that answers something unfit is a failure that does not speak of apps', async t => {
  const { url } = await startServer(t, (_request, response) => response.end('{"issuer":"https://elsewhere.example"}'))
  const { results } = await check(t, { NEXTCLOUD_HOST: url })
  t.match(results, [{ status: 'fail', message: /lacks or misspells/, fix: /identity-providers/ }])
})

t.test('a mode without OAuth needs none', async t => {
  const { results } = await check(t, { NEXTCLOUD_HOST: 'http://127.0.0.1:1', ENABLE_OFFLINE_ACCESS: 'false' })
  t.match(results, [{ name: 'discovery', status: 'skip' }])
})
