import t from 'tap'
import { startOAuthServer } from '../../helpers/oauth-server.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import {
  attempt,
  connect,
  consentTo,
  exchange,
  newClient,
  personsBrowser,
  refresh,
  signIn,
} from '../../helpers/scripted-client.js'

t.test('a client registers, the person allows it and signs in, and the tools answer', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server)
  const begun = attempt(server, client, { scope: 'openid profile email offline_access' })
  const browser = personsBrowser(server)
  const page = await browser.open(begun.url)
  t.match(page, { status: 200, html: /Allow Claude\?[^]*your Nextcloud account[^]*claude\.ai/ })
  const left = await signIn(browser, server, await browser.submit(page, 'consent', { decision: 'allow' }))
  const answer = new URL(left.url).searchParams
  t.match(Object.fromEntries(answer), { state: begun.state, iss: server.url, code: /^ncmcp_ac_/ })
  const tokens = await exchange(server, client, answer.get('code'), begun.verifier)
  t.match(tokens, { status: 200, body: { token_type: 'Bearer', expires_in: 3600, scope: /notes\.read/ } })
  t.equal(tokens.headers.get('cache-control'), 'no-store')
  t.equal(tokens.headers.get('pragma'), 'no-cache')
  const called = await server.callTool(tokens.body.access_token, 'nc_notes_search_notes', { query: '' })
  t.match(called, { status: 200, body: { result: {} } })
  t.notOk(called.body.result.isError, JSON.stringify(called.body))
  const next = await refresh(server, client, tokens.body.refresh_token)
  t.equal(next.status, 200)
  t.equal((await server.callTool(next.body.access_token, 'nc_notes_search_notes', { query: '' })).status, 200)
})

t.test('a person who denies is brought back with access_denied, and no code', async t => {
  const server = await startOAuthServer(t)
  const begun = attempt(server, await newClient(server))
  const answer = await consentTo(server, begun, { decision: 'deny' })
  t.match(Object.fromEntries(answer), { error: 'access_denied', state: begun.state, iss: server.url })
  t.equal(answer.get('code'), null)
})

t.test('hybrid mode with MCP_OAUTH takes our token beside Basic, and names both ways in', async t => {
  const server = await startHybridServer(t, { env: { MCP_OAUTH: 'true' } })
  const tokens = await connect(server, await newClient(server))
  const list = (headers: Record<string, string>) =>
    fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
  t.equal((await list({ authorization: `Bearer ${tokens.body.access_token}` })).status, 200)
  t.equal((await list(server.basic('alice'))).status, 200)
  const nobody = await list({})
  t.equal(nobody.status, 401)
  t.match(nobody.headers.get('www-authenticate'), /^Bearer .*resource_metadata="[^"]*\/mcp".*Basic realm=/)
  const other = await server.bearer('alice')
  t.equal((await list(other)).status, 401, 'a token of the provider is not one of ours')
})

t.test('RT-6: hybrid mode without it has none of this', async t => {
  const server = await startHybridServer(t)
  for (const path of [
    '/.well-known/oauth-authorization-server',
    '/.well-known/openid-configuration',
    '/.well-known/oauth-protected-resource/mcp',
    '/oauth/authorize',
    '/oauth/clients',
    '/oauth/consent',
  ])
    t.equal((await fetch(`${server.url}${path}`)).status, 404, path)
  t.match(await server.app.inject({ method: 'POST', url: '/oauth/register', payload: {} }), { statusCode: 404 })
  t.match(await server.app.inject({ method: 'POST', url: '/oauth/token' }), { statusCode: 404 })
})
