import t, { type Test } from 'tap'
import { ACCESS_LIFETIME } from '../../src/auth/server/tokens/issue-tokens.js'
import { askSandbox } from '../helpers/ask-sandbox.js'
import { startHybridServer } from '../helpers/hybrid-server.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { startOAuthServer } from '../helpers/oauth-server.js'
import { sdkOAuthProvider } from '../helpers/sdk-oauth-provider.js'
import { OFFICIAL_CLIENTS, type OfficialClient } from './official-clients.js'
import { throughThePages } from './through-the-pages.js'

const REDIRECT = 'http://127.0.0.1:6274/oauth/callback'
const NOTES = '/index.php/apps/notes/api/v1/notes'
const MODES = { 'OAuth mode': startOAuthServer, 'hybrid with MCP_OAUTH': startHybridServer }

const DAY = 24 * 3600
/** Of Nextcloud's `oidc` app: a test moves the clock by an hour at once, and no upkeep runs in between. */
const LASTING = { refreshExpireTime: 30 * DAY, clientExpireTime: 30 * DAY }

/** A server whose clock the test moves, and a client that knows nothing of it but its address, up to the link for the person. */
async function begin(t: Test, start: typeof startHybridServer, { open }: OfficialClient) {
  const ports = manualPorts()
  const server = await start(t, { env: { MCP_OAUTH: 'true' }, settings: LASTING, ports })
  const { provider, kept } = sdkOAuthProvider(REDIRECT)
  const connect = () => {
    const client = open(new URL(`${server.url}/mcp`), { authProvider: provider })
    t.teardown(() => client.close())
    return client
  }
  const asking = connect()
  await t.rejects(asking.connect(), /unauthorized/i, 'it has to ask the person first')
  return { server, ports, kept, asking, connect }
}

for (const [mode, start] of Object.entries(MODES)) {
  for (const official of OFFICIAL_CLIENTS) {
    t.test(`${mode}: ${official.title} finds its way from a 401 to a note, and keeps it by refreshing`, async t => {
      const { server, ports, kept, asking, connect } = await begin(t, start, official)
      t.match(kept.client, { client_id: /^ncmcp_client_/ }, 'it registered')
      const query = kept.url!.searchParams
      t.equal(query.get('code_challenge_method'), 'S256')
      t.equal(query.get('resource'), `${server.url}/mcp`)

      const callback = await throughThePages(server, kept.url!.href)
      t.equal(callback.origin + callback.pathname, REDIRECT)
      t.equal(callback.searchParams.get('state'), kept.state)
      t.equal(callback.searchParams.get('iss'), server.url)
      await asking.finishAuth(callback)
      const client = connect()
      await client.connect()
      t.equal(client.revision(), official.revision)
      const note = { title: 'Allowed', content: 'By Alice' }
      const { id } = (await client.callTool('nc_notes_create_note', note)).structuredContent
      const ask = askSandbox(server.sandbox)
      t.match((await ask('alice', 'GET', `${NOTES}/${id}`)).json, note)
      t.equal((await ask('carol.login', 'GET', `${NOTES}/${id}`)).status, 404, 'and in nobody else’s account')

      const before = { ...kept.tokens }
      ports.advance((ACCESS_LIFETIME + 60) * 1000)
      const later = await client.callTool('nc_notes_append_content', { note_id: id, content: 'Later' })
      t.notOk(later.isError)
      t.match((await ask('alice', 'GET', `${NOTES}/${id}`)).json, { content: /^By Alice[^]*Later$/ })
      t.not(kept.tokens.access_token, before.access_token)
      t.not(kept.tokens.refresh_token, before.refresh_token, 'a refresh token is good for one time')
    })
  }

  for (const official of OFFICIAL_CLIENTS.slice(0, 2)) {
    t.test(`${mode}: ${official.title} asks the person again when its tokens are no good any more`, async t => {
      const { server, kept, asking, connect } = await begin(t, start, official)
      const [asked, client] = [kept.url!, kept.client]
      await asking.finishAuth(await throughThePages(server, asked.href))
      const body = new URLSearchParams({ token: kept.tokens.refresh_token, client_id: client.client_id })
      t.equal((await fetch(`${server.url}/oauth/revoke`, { method: 'POST', body })).status, 200)
      const again = connect()
      await t.rejects(again.connect(), /unauthorized/i)
      t.not(kept.url!.href, asked.href)
      t.equal(kept.client.client_id, client.client_id, 'and needs no other registration')
      await again.finishAuth(await throughThePages(server, kept.url!.href))
      const allowed = connect()
      await allowed.connect()
      t.match(await allowed.callTool('nc_users_whoami', {}), { structuredContent: { user_id: 'alice' } })
    })
  }

  t.test(`${mode}: a client that is denied gets no code, and stays outside`, async t => {
    const { server, kept, asking, connect } = await begin(t, start, OFFICIAL_CLIENTS[1]!)
    const callback = await throughThePages(server, kept.url!.href, { decision: 'deny' })
    t.equal(callback.searchParams.get('error'), 'access_denied')
    t.equal(callback.searchParams.get('state'), kept.state)
    t.notOk(callback.searchParams.has('code'))
    await t.rejects(asking.finishAuth(callback))
    t.equal(kept.tokens, undefined)
    await t.rejects(connect().connect(), /unauthorized/i)
  })
}
