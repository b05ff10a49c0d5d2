import * as v2 from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import t from 'tap'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import { startOAuthServer } from '../../helpers/oauth-server.js'
import { consentTo } from '../../helpers/scripted-client.js'
import { sdkOAuthProvider } from '../../helpers/sdk-oauth-provider.js'

const REDIRECT = 'http://127.0.0.1:6274/oauth/callback'
const INFO = { name: 'interop', version: '1.0.0' }
const NOTES = { name: 'nc_notes_search_notes', arguments: { query: '' } }
const attemptAt = (url: URL | undefined) => ({ url: url!.href, verifier: '', state: '' })

for (const start of [startOAuthServer, startHybridServer]) {
  t.test(`${start.name}: the official client, first generation, finds its way from a 401 to a tool`, async t => {
    const server = await start(t, { env: { MCP_OAUTH: 'true' } })
    const { provider, kept } = sdkOAuthProvider(REDIRECT)
    const url = new URL(`${server.url}/mcp`)
    const first = new StreamableHTTPClientTransport(url, { authProvider: provider })
    await t.rejects(new Client(INFO).connect(first), /Unauthorized/)
    t.match(kept.client, { client_id: /^ncmcp_client_/ }, 'it registered')
    t.equal(kept.url?.searchParams.get('resource'), url.href)
    const answer = await consentTo(server, attemptAt(kept.url))
    t.equal(answer.get('state'), kept.state)
    await first.finishAuth(answer.get('code') ?? '')
    const client = new Client(INFO)
    await client.connect(new StreamableHTTPClientTransport(url, { authProvider: provider }))
    t.teardown(() => client.close())
    t.notOk((await client.callTool(NOTES)).isError)
    kept.tokens = { ...kept.tokens, access_token: 'ncmcp_at_gone' }
    t.notOk((await client.callTool(NOTES)).isError, 'a dead access token is refreshed by the way')
    t.match(kept.tokens, { access_token: /^ncmcp_at_[\w-]{43}$/ })
  })

  t.test(`${start.name}: the official client, second generation`, async t => {
    const server = await start(t, { env: { MCP_OAUTH: 'true' } })
    const { provider, kept } = sdkOAuthProvider(REDIRECT)
    const url = new URL(`${server.url}/mcp`)
    const first = new v2.StreamableHTTPClientTransport(url, { authProvider: provider })
    await t.rejects(new v2.Client(INFO).connect(first))
    const answer = await consentTo(server, attemptAt(kept.url))
    await first.finishAuth(answer)
    const client = new v2.Client(INFO)
    await client.connect(new v2.StreamableHTTPClientTransport(url, { authProvider: provider }))
    t.teardown(() => client.close())
    t.notOk((await client.callTool(NOTES)).isError)
  })
}
