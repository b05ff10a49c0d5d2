import t from 'tap'
import { startOAuthServer } from '../../../helpers/oauth-server.js'
import { CLAUDE_REDIRECT, connect, newClient, post, register } from '../../../helpers/scripted-client.js'

t.test('tokens are given for forms alone, and no answer may be kept', async t => {
  const server = await startOAuthServer(t)
  const json = await fetch(`${server.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'y' }),
  })
  t.equal(json.status, 400)
  t.match(await json.json(), { error: 'invalid_request', error_description: /form/ })
  for (const path of ['/oauth/token', '/oauth/revoke', '/oauth/register']) {
    const { headers } = await post(server, path, {})
    t.match(Object.fromEntries(headers), { 'cache-control': 'no-store', pragma: 'no-cache' }, path)
    t.equal((await fetch(`${server.url}${path}`)).status, 405, path)
  }
})

t.test('a client that tried the header is told the scheme; one that did not is not', async t => {
  const server = await startOAuthServer(t)
  const form = { grant_type: 'refresh_token', refresh_token: 'x' }
  const header = await post(server, '/oauth/token', form, {
    authorization: `Basic ${Buffer.from('a:b').toString('base64')}`,
  })
  t.equal(header.status, 401)
  t.match(header.headers.get('www-authenticate'), /^Basic /)
  const body = await post(server, '/oauth/token', { ...form, client_id: 'nobody' })
  t.equal(body.status, 401)
  t.equal(body.headers.get('www-authenticate'), null)
})

t.test('revocation answers 200 with nothing in it', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server)
  const { body } = await connect(server, client)
  const revoked = await post(server, '/oauth/revoke', { token: body.refresh_token, client_id: client.id })
  t.match(revoked, { status: 200, body: {} })
  t.equal((await server.callTool(body.access_token, 'nc_notes_search_notes')).status, 401)
})

t.test('RT-10: registration answers 201, refuses what is not acceptable, and ten a minute are enough', async t => {
  const server = await startOAuthServer(t)
  const good = { redirect_uris: ['https://claude.ai/cb'] }
  t.match(await register(server, good), { status: 201, body: { client_id: /./, client_secret: /./ } })
  t.match(await register(server, { redirect_uris: ['http://evil.example/'] }), {
    status: 400,
    body: { error: 'invalid_redirect_uri' },
  })
  let last = 0
  for (let count = 0; count < 9; count += 1) last = (await register(server, good)).status
  t.equal(last, 429)
})

t.test(
  'closed registration: 403 in the form of RFC 7591, no endpoint in the metadata, and nothing is kept',
  async t => {
    const env = { MCP_CLIENT_REGISTRATION: 'closed', ALLOWED_MCP_CLIENTS: `desk|${CLAUDE_REDIRECT}` }
    const server = await startOAuthServer(t, { env })
    t.match(await register(server, { redirect_uris: [CLAUDE_REDIRECT] }), {
      status: 403,
      body: { error: 'access_denied', error_description: /ALLOWED_MCP_CLIENTS/ },
    })
    t.equal(await server.app.storage!.authorizationServer.clients.count(), 0)
    for (const form of ['oauth-authorization-server', 'openid-configuration', 'openid-configuration/mcp'])
      t.notMatch(await (await fetch(`${server.url}/.well-known/${form}`)).text(), /registration_endpoint/)
    const configured = { id: 'desk', secret: undefined, redirectUri: CLAUDE_REDIRECT, scope: undefined }
    t.equal((await connect(server, configured)).status, 200, 'who is named connects')
  },
)

t.test('pages of an admitted origin may call; others may not', async t => {
  const origin = 'https://inspector.example'
  const server = await startOAuthServer(t, { env: { MCP_ALLOWED_ORIGINS: origin } })
  const preflight = await fetch(`${server.url}/oauth/token`, { method: 'OPTIONS', headers: { origin } })
  t.equal(preflight.status, 204)
  t.match(Object.fromEntries(preflight.headers), { 'access-control-allow-origin': origin, vary: 'origin' })
  t.equal(preflight.headers.get('access-control-allow-credentials'), null)
  const foreign = await post(server, '/oauth/register', {}, { origin: 'https://evil.example' })
  t.equal(foreign.status, 403)
})
