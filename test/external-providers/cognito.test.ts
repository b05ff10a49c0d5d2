import t from 'tap'
import { createBrowser } from '../helpers/browser.js'
import { cognito, RESOURCE_SERVER_ID } from '../helpers/external-provider-shapes.js'
import { externalWorld } from './world.js'

const LISTED = { ALLOWED_MGMT_CLIENT: 'astrolabe', OIDC_RESOURCE_SERVER_ID: RESOURCE_SERVER_ID }

t.test(
  'HYB-5: offline_access is not asked for where it is not offered, and the refresh token is taken all the same',
  async t => {
    const env = { ...LISTED, PROVISIONING_EXTRA_SCOPES: 'api.read' }
    const { app, us, provider } = await externalWorld(t, cognito, env)
    const browser = createBrowser()
    const done = await provider.signIn(browser, await browser.open(`${us}/oauth/authorize-nextcloud`), 'bob')
    t.match(done, { status: 200, html: /Access authorised[^]*<strong>bob<\/strong>/ })
    const asked = new URL(browser.visited.find(url => url.startsWith(`${provider.issuer}/auth`))!).searchParams
    t.equal(asked.get('scope'), `openid profile ${RESOURCE_SERVER_ID}/api.read`)
    t.match(await app.storage!.grants.find(provider.issuer, 'bob'), { status: 'active', userId: 'bob' })
    app.oauth!.broker.provisioned('bob')
    await app.oauth!.broker.getAccessToken('bob')
    t.match(await app.storage!.grants.find(provider.issuer, 'bob'), { status: 'active', version: 2 })
  },
)

t.test('a token without an audience is taken of a listed client, as the account that the claim names', async t => {
  const { ask, bearer } = await externalWorld(t, cognito, LISTED)
  const token = await bearer()
  t.equal(await ask(token), 200)
  t.equal(await ask(token, 'bob'), 403)
})

t.test('VER-13: the name of our resource server is taken off scopes, that of another is not', async t => {
  const { app, bearer } = await externalWorld(t, cognito, LISTED)
  const result = await app.oauth!.verifier.verify(`Bearer ${await bearer()}`)
  t.match(result, { principal: { scopes: ['openid', 'profile', 'notes.read', 'other-api/files.write'] } })
  const unset = await externalWorld(t, cognito, { ALLOWED_MGMT_CLIENT: 'astrolabe' })
  const whole = await unset.app.oauth!.verifier.verify(`Bearer ${await unset.bearer()}`)
  t.match(whole, {
    principal: { scopes: ['openid', 'profile', `${RESOURCE_SERVER_ID}/notes.read`, 'other-api/files.write'] },
  })
})

t.test('VER-12: without a list of clients such a token names nobody as its audience, and is refused', async t => {
  const { ask, bearer, reasonOf } = await externalWorld(t, cognito)
  const token = await bearer()
  t.equal(await ask(token), 401)
  t.equal(await reasonOf(token), 'bad_audience')
})

t.test('a client that is not listed is refused', async t => {
  const { ask, bearer, reasonOf } = await externalWorld(t, cognito, { ALLOWED_MGMT_CLIENT: 'another' })
  const token = await bearer()
  t.equal(await ask(token), 401)
  t.equal(await reasonOf(token), 'not_allowlisted')
})

t.test('an ID token, which has an audience, is refused of a listed client too', async t => {
  const { us, provider, astrolabe, reasonOf } = await externalWorld(t, cognito, LISTED)
  const { id_token: idToken } = await provider.accessToken(astrolabe, 'alice', { audience: us })
  t.equal(await reasonOf(idToken), 'not_an_access_token')
})
