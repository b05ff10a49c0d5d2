import t from 'tap'
import { createBrowser } from '../helpers/browser.js'
import { keycloak } from '../helpers/external-provider-shapes.js'
import { externalWorld } from './world.js'

t.test(
  'authorize, sign in at the realm, consent, callback: a grant of the Nextcloud account is stored and renews itself',
  async t => {
    const { app, us, provider, ours, ask, bearer } = await externalWorld(t, keycloak)
    const browser = createBrowser()
    const done = await provider.signIn(browser, await browser.open(`${us}/oauth/authorize-nextcloud`), 'alice')
    t.match(done, { status: 200, html: /Access authorised[^]*<strong>alice<\/strong>/ })
    const asked = new URL(browser.visited.find(url => url.startsWith(`${provider.issuer}/auth`))!).searchParams
    t.equal(asked.get('scope'), 'openid profile offline_access')

    const row = await app.storage!.grants.find(provider.issuer, 'alice')
    t.match(row, { status: 'active', clientId: ours.id, userId: 'alice' })
    t.equal(await app.storage!.grants.find(provider.issuer, provider.subjectOf('alice')), undefined)
    app.oauth!.broker.provisioned('alice')
    await app.oauth!.broker.getAccessToken('alice')
    t.match(await app.storage!.grants.find(provider.issuer, 'alice'), { status: 'active', version: 2 })
    t.equal(await ask(await bearer()), 200)
  },
)

t.test('a management bearer for us acts for the account that preferred_username names, and for no other', async t => {
  const { ask, bearer, app } = await externalWorld(t, keycloak, { TOKEN_LIVENESS: 'always' })
  const token = await bearer()
  t.equal(await ask(token), 200)
  t.equal(await ask(token), 200, 'the same again, and the provider is asked by its own subject')
  t.equal(await ask(token, 'bob'), 403)
  const result = await app.oauth!.verifier.verify(`Bearer ${token}`)
  t.match(result, { principal: { userId: 'alice', clientId: 'astrolabe', scopes: ['openid', 'profile'] } })
})

t.test('VER-12: a token for somebody else is refused, unless its client is listed', async t => {
  const { ask, bearer, reasonOf } = await externalWorld(t, keycloak)
  const token = await bearer('https://other.example.com')
  t.equal(await ask(token), 401)
  t.equal(
    await reasonOf(token),
    'not_an_access_token',
    'without at+jwt only an audience of ours tells it from an ID token',
  )
})

t.test('VER-12: azp must be listed where there is a list, even when the audience is ours', async t => {
  const listed = await externalWorld(t, keycloak, { ALLOWED_MGMT_CLIENT: 'astrolabe' })
  t.equal(await listed.ask(await listed.bearer()), 200)
  const { ask, bearer, reasonOf } = await externalWorld(t, keycloak, { ALLOWED_MGMT_CLIENT: 'another' })
  const token = await bearer()
  t.equal(await ask(token), 401)
  t.equal(await reasonOf(token), 'not_allowlisted')
})

t.test('VER-5: an ID token of the realm is no bearer', async t => {
  const { ask, us, provider, astrolabe, reasonOf } = await externalWorld(t, keycloak)
  const { id_token: idToken } = await provider.accessToken(astrolabe, 'alice', { audience: us })
  t.equal(await ask(idToken), 401)
  t.equal(await reasonOf(idToken), 'not_an_access_token')
})

t.test('a claim that nobody has names nobody: neither bearers nor grants', async t => {
  const { app, us, provider, ask, bearer, reasonOf } = await externalWorld(t, keycloak, { OIDC_USER_ID_CLAIM: 'upn' })
  const token = await bearer()
  t.equal(await ask(token), 401)
  t.equal(await reasonOf(token), 'no_user_id')
  const browser = createBrowser()
  const refused = await provider.signIn(browser, await browser.open(`${us}/oauth/authorize-nextcloud`), 'alice')
  t.equal(refused.status, 400)
  for (const userId of ['alice', provider.subjectOf('alice')])
    t.strictSame(await app.storage!.grants.ofUser(userId), [], userId)
})

t.test('without the setting preferred_username is not believed: the person is the subject', async t => {
  const { ask, bearer, provider } = await externalWorld(t, keycloak, { OIDC_USER_ID_CLAIM: undefined })
  const token = await bearer()
  t.equal(await ask(token), 403, 'alice is somebody else')
  t.equal(await ask(token, provider.subjectOf('alice')), 200)
})
