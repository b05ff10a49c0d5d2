import t from 'tap'
import { discover } from '../../../src/auth/oidc/discover.js'
import { OidcSetupFailed } from '../../../src/errors/oidc-setup-failed.js'
import { fakeProvider, WELL_KNOWN } from '../../helpers/fake-provider.js'
import { testConfig } from '../../helpers/test-config.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const BEHIND_INDEX = `/index.php${WELL_KNOWN}`
const APP_ROUTE = '/index.php/apps/oidc/openid-configuration'

t.test('the document is asked for at exactly {NC}/.well-known/openid-configuration', async t => {
  const provider = await fakeProvider(t)
  const document = await discover(testConfig({ NEXTCLOUD_HOST: provider.url }), testHttpClient(t).http)
  t.equal(document.issuer, provider.url)
  t.strictSame(
    provider.received.map(request => [request.method, request.url]),
    [['GET', WELL_KNOWN]],
  )
})

t.test('OIDC_DISCOVERY_URL is used alone, also when it is not found', async t => {
  const provider = await fakeProvider(t)
  const config = testConfig({
    NEXTCLOUD_HOST: provider.url,
    OIDC_DISCOVERY_URL: `${provider.url}/realms/x${WELL_KNOWN}`,
  })
  await t.rejects(discover(config, testHttpClient(t).http), { message: /HTTP 404/, providerMissing: false })
  t.strictSame(
    provider.received.map(request => request.url),
    [`/realms/x${WELL_KNOWN}`],
  )
})

t.test('a Nextcloud that answers 404 everywhere has no identity provider', async t => {
  const provider = await fakeProvider(t)
  for (const path of [WELL_KNOWN, BEHIND_INDEX, APP_ROUTE]) provider.on(path, { status: 404 })
  const config = testConfig({ NEXTCLOUD_HOST: provider.url })
  await t.rejects(discover(config, testHttpClient(t).http), { message: /HTTP/, passing: true, providerMissing: true })
  provider.on(APP_ROUTE, { status: 503 })
  await t.rejects(discover(config, testHttpClient(t).http), { message: /HTTP/, passing: true, providerMissing: false })
})

t.test('a Nextcloud without pretty URLs is found through its 301 of the same origin', async t => {
  const provider = await fakeProvider(t)
  provider.on(WELL_KNOWN, { status: 301, headers: { location: `${provider.url}${BEHIND_INDEX}` }, body: '<html>' })
  provider.on(BEHIND_INDEX, { body: provider.document() })
  const document = await discover(testConfig({ NEXTCLOUD_HOST: provider.url }), testHttpClient(t).http)
  t.equal(document.token_endpoint, `${provider.url}/token`)
})

t.test('when the well-known address is 404, index.php and then the app route are asked', async t => {
  const provider = await fakeProvider(t)
  provider.on(WELL_KNOWN, { status: 404 })
  provider.on(APP_ROUTE, { body: provider.document() })
  await discover(testConfig({ NEXTCLOUD_HOST: provider.url }), testHttpClient(t).http)
  t.strictSame(
    provider.received.map(request => request.url),
    [WELL_KNOWN, BEHIND_INDEX, APP_ROUTE],
  )
})

t.test('each way of failing has its own words', async t => {
  const provider = await fakeProvider(t)
  const { http } = testHttpClient(t)
  const config = testConfig({ NEXTCLOUD_HOST: provider.url })
  const words = async () => discover(config, http).catch((error: OidcSetupFailed) => error)
  const cases = [
    [{ status: 404 }, /HTTP 404.*oidc/, true],
    [{ status: 503 }, /HTTP 503/, true],
    [{ body: '<html>busy</html>' }, /not JSON/, true],
    [{ body: [] }, /lacks or misspells/, false],
    [{ body: { issuer: 'x', authorization_endpoint: 'x' } }, /token_endpoint/, false],
    [{ body: `{"pad":"${'x'.repeat(300_000)}"}` }, /larger than 256 KiB/, false],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/x' } }, /another origin/, false],
    [{ status: 302 }, /leads nowhere/, false],
  ] as const
  const seen = new Set<string>()
  for (const [answer, pattern, passing] of cases) {
    provider.on(WELL_KNOWN, answer)
    const error = await words()
    t.match(error, { message: pattern, passing }, String(pattern))
    seen.add((error as OidcSetupFailed).message)
  }
  t.equal(seen.size, cases.length, 'no two alike')
  await provider.close()
  t.match(await words(), { message: /cannot connect/, passing: true }, 'refused connection')
})

t.test('a redirect loop ends after three hops', async t => {
  const provider = await fakeProvider(t)
  provider.on(WELL_KNOWN, { status: 302, headers: { location: WELL_KNOWN } })
  await t.rejects(discover(testConfig({ NEXTCLOUD_HOST: provider.url }), testHttpClient(t).http), {
    message: /too many redirects/,
  })
  t.equal(provider.count(WELL_KNOWN), 4)
})
