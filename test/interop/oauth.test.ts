import t from 'tap'
import { ACCESS_LIFETIME } from '../../src/auth/server/tokens/issue-tokens.js'
import { askSandbox } from '../helpers/ask-sandbox.js'
import { startHybridServer } from '../helpers/hybrid-server.js'
import { startOAuthServer } from '../helpers/oauth-server.js'
import { begin, REDIRECT } from './begin.js'
import { OFFICIAL_CLIENTS } from './official-clients.js'
import { throughThePages } from './through-the-pages.js'

const NOTES = '/index.php/apps/notes/api/v1/notes'
const MODES = { 'OAuth mode': startOAuthServer, 'hybrid with MCP_OAUTH': startHybridServer }

for (const [mode, start] of Object.entries(MODES)) {
  for (const official of OFFICIAL_CLIENTS) {
    t.test(`${mode}: ${official.title} finds its way from a 401 to a note, and keeps it by refreshing`, async t => {
      const { server, ports, kept, asking, connect } = await begin(t, official, { start })
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
      const { server, kept, asking, connect } = await begin(t, official, { start })
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
    const { server, kept, asking, connect } = await begin(t, OFFICIAL_CLIENTS[1]!, { start })
    const callback = await throughThePages(server, kept.url!.href, { decision: 'deny' })
    t.equal(callback.searchParams.get('error'), 'access_denied')
    t.equal(callback.searchParams.get('state'), kept.state)
    t.notOk(callback.searchParams.has('code'))
    await t.rejects(asking.finishAuth(callback))
    t.equal(kept.tokens, undefined)
    await t.rejects(connect().connect(), /unauthorized/i)
  })
}
