import t, { type Test } from 'tap'
import type { HybridServer } from '../helpers/hybrid-server.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { askMcp, clickAuthorize, oneDatabase, SETTINGS_OF, whoami } from '../helpers/one-database.js'
import { TEST_KEY } from '../helpers/test-config.js'
import { attempt, connect, consentTo, exchange, newClient, refresh } from '../helpers/scripted-client.js'

const NEEDS_THE_DATABASE = [
  '/oauth/authorize-nextcloud',
  '/oauth/login-flow',
  '/oauth/clients',
  '/api/v1/users/admin/session',
  '/api/v1/webhooks',
  '/api/v1/audit',
]
const { hybrid: HYBRID, oauth: OAUTH, multi_user_basic: MULTI_USER, single_user_basic: SINGLE } = SETTINGS_OF

/** Asks as the management client of the person. */
async function manage(server: HybridServer, path: string, uid = 'admin', method: 'GET' | 'POST' = 'GET') {
  const response = await server.app.inject({ method, url: `/api/v1${path}`, headers: await server.bearer(uid) })
  return { status: response.statusCode, body: response.json() }
}

/** The grant is there, and Nextcloud takes what it gives: the list of webhooks is asked for with it. */
async function grantWorks(t: Test, server: HybridServer, when: string) {
  t.match((await manage(server, '/users/admin/session')).body, { background_access_granted: true }, when)
  t.equal((await manage(server, '/webhooks')).status, 200, `${when}: used at Nextcloud`)
}

t.test('one database, all modes: hybrid, OAuth, hybrid, multi-user Basic, single-user, hybrid', async t => {
  const { start, sandbox, fingerprint } = await oneDatabase(t)
  const first = await start(HYBRID)
  t.match(await clickAuthorize(first, 'admin'), { status: 200, html: /Access authorised/ })
  await grantWorks(t, first, 'hybrid')
  const registered = (await first.app.oauth!.oidc.session()).client.id
  const since = (await manage(first, '/users/admin/session')).body.background_access_details.granted_at
  await first.app.close()

  const oauth = await start(OAUTH)
  t.equal(oauth.app.config.mode, 'oauth')
  await grantWorks(t, oauth, 'OAuth')
  const session = await manage(oauth, '/users/admin/session')
  t.equal(session.body.background_access_details.granted_at, since, 'it is the same grant')
  t.equal((await oauth.app.oauth!.oidc.session()).client.id, registered, 'and the same registration')
  t.equal((await askMcp(oauth.url, oauth.basic('admin'))).status, 401, 'passwords are no longer taken at /mcp')
  await oauth.app.close()

  const again = await start(HYBRID)
  await grantWorks(t, again, 'back in hybrid')
  t.equal(await whoami(again.url, again.basic('admin')), 'admin')
  await again.app.close()

  const before = fingerprint()
  for (const env of [MULTI_USER, SINGLE]) {
    const server = await start(env)
    const { mode } = server.app.config
    const headers = mode === 'multi_user_basic' ? server.basic('alice') : {}
    t.equal(await whoami(server.url, headers), 'alice', mode)
    for (const path of NEEDS_THE_DATABASE) t.equal((await fetch(server.url + path)).status, 404, `${mode}: ${path}`)
    t.match((await server.app.inject('/api/v1/status')).json(), { webhooks_enabled: false })
    t.equal(server.app.storage, undefined)
    await server.app.close()
    t.equal(fingerprint(), before, `${mode} does not touch the database`)
  }

  sandbox.clearCalls()
  const last = await start(HYBRID)
  await grantWorks(t, last, 'hybrid at last')
  t.notOk(
    sandbox.calls.some(({ path }) => path.endsWith('/oidc/register')),
    'nothing was registered anew',
  )
})

t.test('hybrid’s grant is what stands behind MCP clients in OAuth mode, and stays when they go', async t => {
  const { start } = await oneDatabase(t)
  const hybrid = await start(HYBRID)
  await clickAuthorize(hybrid, 'alice')
  const { provider } = await hybrid.app.oauth!.oidc.session()
  await hybrid.app.close()

  const oauth = await start(OAUTH)
  const client = await newClient(oauth)
  const tokens = await connect(oauth, client)
  const bearer = { authorization: `Bearer ${tokens.body.access_token}` }
  t.equal(await whoami(oauth.url, bearer), 'alice')
  t.match(await oauth.app.storage!.grants.find(provider.issuer, 'alice'), { status: 'active' })
  await oauth.app.close()

  const plain = await start(HYBRID)
  const refused = await askMcp(plain.url, bearer)
  t.match(refused, { status: 401, challenge: /^Basic / }, 'without MCP_OAUTH hybrid mode takes no tokens')
  t.match((await manage(plain, '/users/alice/session', 'alice')).body, { background_access_granted: true })
  await plain.app.close()

  const both = await start({ MCP_OAUTH: 'true' })
  t.equal(await whoami(both.url, bearer), 'alice', 'with it the client goes on where it was')
  t.equal(await whoami(both.url, both.basic('alice')), 'alice')
  const next = await refresh(both, client, tokens.body.refresh_token)
  t.equal(next.status, 200, 'its refresh token too')
  await both.app.oauth!.broker.revoke('alice')
  t.equal((await askMcp(both.url, { authorization: `Bearer ${next.body.access_token}` })).status, 401)
})

t.test('an authorization that began before a switch ends after it, where the new mode has that door', async t => {
  const { start } = await oneDatabase(t)
  const before = await start({ MCP_OAUTH: 'true' })
  const client = await newClient(before)
  const begun = attempt(before, client)
  const answer = await consentTo(before, begun)
  await before.app.close()
  const oauth = await start(OAUTH)
  const tokens = await exchange(oauth, client, answer.get('code'), begun.verifier)
  t.equal(tokens.status, 200)
  t.equal(await whoami(oauth.url, { authorization: `Bearer ${tokens.body.access_token}` }), 'alice')
})

t.test('events reach the queue in hybrid and in OAuth mode; those of a time without the database are lost', async t => {
  const { start, sandbox, url } = await oneDatabase(t)
  const hybrid = await start(HYBRID)
  await clickAuthorize(hybrid, 'admin')
  t.equal((await manage(hybrid, '/webhooks/presets/notes_sync/enable', 'admin', 'POST')).status, 200)
  const writeNote = async (title: string) => {
    const basic = `Basic ${Buffer.from('alice:alice-demo-password').toString('base64')}`
    const headers = { authorization: basic, 'content-type': 'application/json' }
    const body = JSON.stringify({ title, content: title })
    await fetch(`${sandbox.url}/index.php/apps/notes/api/v1/notes`, { method: 'POST', headers, body })
    await sandbox.runJobs()
  }
  await writeNote('one')
  const atFirst = await hybrid.app.storage!.events.count()
  t.ok(atFirst > 0, `${atFirst} events`)
  await hybrid.app.close()

  const oauth = await start(OAUTH)
  t.equal(await oauth.app.storage!.events.count(), atFirst, 'what waited still waits')
  await writeNote('two')
  const inOAuth = await oauth.app.storage!.events.count()
  t.ok(inOAuth > atFirst, 'the secret of the registration goes on')
  await oauth.app.close()

  const multiUser = await start(MULTI_USER)
  await writeNote('three')
  t.equal((await fetch(`${url}/webhooks/nextcloud`, { method: 'POST' })).status, 404)
  await multiUser.app.close()

  const last = await start(HYBRID)
  t.equal(await last.app.storage!.events.count(), inOAuth)
  const { status, body } = await manage(last, '/webhooks')
  t.match({ status, body }, { status: 200, body: { webhooks: [{}, {}, {}] } }, 'Nextcloud still has the registrations')
})

t.test('OAuth mode without offline access leaves the database alone, and has no sign-in of its own', async t => {
  const { start, fingerprint } = await oneDatabase(t)
  const hybrid = await start(HYBRID)
  await clickAuthorize(hybrid, 'admin')
  await hybrid.app.close()
  const before = fingerprint()
  const stateless = await start({ ...OAUTH, ENABLE_OFFLINE_ACCESS: undefined })
  for (const path of NEEDS_THE_DATABASE) t.equal((await fetch(stateless.url + path)).status, 404, path)
  t.equal((await fetch(`${stateless.url}/.well-known/oauth-authorization-server`)).status, 404)
  const foreign = await stateless.bearer('admin', { resource: 'https://other.example' })
  const refused = await fetch(`${stateless.url}/mcp`, { method: 'POST', headers: foreign })
  t.equal(refused.status, 401, 'what would be audited is not')
  await stateless.app.close()
  t.equal(fingerprint(), before)
  await grantWorks(t, await start(HYBRID), 'hybrid again')
})

t.test('another key stops the start and changes nothing; with the old one behind it all goes on', async t => {
  const { start, fingerprint } = await oneDatabase(t)
  const hybrid = await start(HYBRID)
  await clickAuthorize(hybrid, 'admin')
  await hybrid.app.close()
  const other = Buffer.from('another-key-another-key-another!').toString('base64')
  await t.rejects(start({ ...OAUTH, TOKEN_ENCRYPTION_KEY: other }), { code: 'NCMCP_CONFIG_INVALID' })
  const before = fingerprint()
  await t.rejects(start({ ...OAUTH, TOKEN_ENCRYPTION_KEY: other }), /TOKEN_ENCRYPTION_KEY/)
  t.equal(fingerprint(), before)
  const oauth = await start({ ...OAUTH, TOKEN_ENCRYPTION_KEY: `${other},${TEST_KEY}` })
  await grantWorks(t, oauth, 'with both keys')
})

t.test('a grant that lapsed while nothing refreshed it is said to be over, and Authorize brings it back', async t => {
  const ports = manualPorts()
  const { start, sandbox, url } = await oneDatabase(t, { ports })
  const { clientId, clientSecret } = sandbox.createClient({ redirectUris: [`${url}/oauth/callback`] })
  const client = { NEXTCLOUD_OIDC_CLIENT_ID: clientId, NEXTCLOUD_OIDC_CLIENT_SECRET: clientSecret }
  const hybrid = await start(client)
  t.match(await clickAuthorize(hybrid, 'admin'), { status: 200 })
  await hybrid.app.close()
  const multiUser = await start({ ...client, ...MULTI_USER })
  ports.advance(31 * 60_000)
  await multiUser.app.close()
  const oauth = await start({ ...client, ...OAUTH })
  t.match(await manage(oauth, '/webhooks'), { status: 428 })
  t.match((await manage(oauth, '/users/admin/session')).body, {
    background_access_granted: false,
    needs_reauthorization: true,
  })
  t.match(await clickAuthorize(oauth, 'admin'), { status: 200 })
  await grantWorks(t, oauth, 'authorised again')
})

t.test('a stop in the middle of the first refresh after a start costs no grant', async t => {
  const { start } = await oneDatabase(t)
  const hybrid = await start(HYBRID)
  await clickAuthorize(hybrid, 'admin')
  await hybrid.app.close()
  for (const env of [OAUTH, HYBRID, OAUTH]) await (await start(env)).app.close()
  await grantWorks(t, await start(HYBRID), 'after three short lives')
})

t.test('another client of ours at the provider ends the grants: one authorises again', async t => {
  const { start, sandbox, url } = await oneDatabase(t)
  const hybrid = await start(HYBRID)
  await clickAuthorize(hybrid, 'admin')
  await hybrid.app.close()
  const { clientId, clientSecret } = sandbox.createClient({ redirectUris: [`${url}/oauth/callback`] })
  const client = { NEXTCLOUD_OIDC_CLIENT_ID: clientId, NEXTCLOUD_OIDC_CLIENT_SECRET: clientSecret }
  const oauth = await start({ ...OAUTH, ...client })
  t.equal((await manage(oauth, '/webhooks')).status, 428)
  t.match(await clickAuthorize(oauth, 'admin'), { status: 200 })
  await grantWorks(t, oauth, 'authorised again')
})

t.test('a stored app password acts for its person in both modes, and rests between them', async t => {
  const { start } = await oneDatabase(t)
  const hybrid = await start(HYBRID)
  const stored = await hybrid.app.inject({
    method: 'POST',
    url: '/api/v1/users/alice/app-password',
    headers: hybrid.basic('alice', hybrid.sandbox.createAppPassword('alice')),
  })
  t.equal(stored.statusCode, 200)
  await hybrid.app.close()
  const multiUser = await start(MULTI_USER)
  t.equal((await multiUser.app.inject('/api/v1/users/alice/access')).statusCode, 404)
  await multiUser.app.close()
  const oauth = await start(OAUTH)
  t.match(await oauth.app.oauth!.broker.credentialFor('alice'), { kind: 'basic', loginName: 'alice' })
})
