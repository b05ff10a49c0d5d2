import t, { type Test } from 'tap'
import { identifyPerson } from '../../../src/auth/provisioning/identify-person.js'
import { Secret } from '../../../src/lib/secret.js'
import { fakeProvider } from '../../helpers/fake-provider.js'
import { providerOf } from '../../helpers/provider-of.js'
import { testConfig } from '../../helpers/test-config.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const claims = { iss: 'i', sub: '6f1c', aud: 'c', exp: 1, iat: 1 }
const client = { id: 'c', secret: new Secret('s'), source: 'environment' as const, expiresAt: null }

async function world(t: Test, { claim = 'sub', isNextcloud = false } = {}) {
  const fake = await fakeProvider(t)
  const deps = { config: testConfig({ OIDC_USER_ID_CLAIM: claim }), http: testHttpClient(t).http }
  const session = { provider: { ...providerOf(fake.url), isNextcloud }, client }
  const identify = (more: object) =>
    identifyPerson(deps, session, { accessToken: new Secret('at') }, { ...claims, ...more })
  return { fake, identify }
}

t.test('HYB-8: sub is the account, whatever else the token says', async t => {
  const { identify, fake } = await world(t)
  t.equal(await identify({ preferred_username: 'admin' }), '6f1c')
  t.strictSame(fake.received, [])
})

t.test('HYB-8: of Nextcloud sub is the account, whatever is configured', async t => {
  const { identify } = await world(t, { claim: 'preferred_username', isNextcloud: true })
  t.equal(await identify({ preferred_username: 'admin' }), '6f1c')
})

t.test('the configured claim comes from the ID token, else from userinfo', async t => {
  const { identify, fake } = await world(t, { claim: 'preferred_username' })
  t.equal(await identify({ preferred_username: 'alice' }), 'alice')
  fake.on('/userinfo', { body: { sub: '6f1c', preferred_username: 'bob' } })
  t.equal(await identify({}), 'bob')
})

t.test('userinfo of somebody else, or without the claim, names nobody', async t => {
  const { identify, fake } = await world(t, { claim: 'preferred_username' })
  fake.on('/userinfo', { body: { sub: 'other', preferred_username: 'bob' } })
  await t.rejects(identify({}), { code: 'NCMCP_PROVISIONING_FAILED', failure: 'identity_mismatch' })
  fake.on('/userinfo', { body: { sub: '6f1c' } })
  await t.rejects(identify({}), { failure: 'id_token_invalid', message: /no user id in preferred_username/ })
})
