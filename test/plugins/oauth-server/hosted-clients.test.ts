import t from 'tap'
import { startOAuthServer } from '../../helpers/oauth-server.js'
import {
  attempt,
  CLAUDE_REDIRECT,
  connect,
  consentTo,
  exchange,
  newClient,
  post,
  refresh,
  type ScriptedClient,
} from '../../helpers/scripted-client.js'

const json = async (url: string): Promise<any> => (await fetch(url)).json()
const NOTES = ['nc_notes_search_notes', { query: '' }] as const

t.test('like claude.ai: registers twice, confidential, and asks for whatever is offered', async t => {
  const server = await startOAuthServer(t)
  const {
    authorization_servers: [issuer],
  } = await json(`${server.url}/.well-known/oauth-protected-resource/mcp`)
  const { scopes_supported: offered } = await json(`${issuer}/.well-known/oauth-authorization-server`)
  const register = () =>
    newClient(server, { token_endpoint_auth_method: 'client_secret_post', scope: offered.join(' ') })
  const [first, second] = [await register(), await register()]
  t.not(first.id, second.id)
  for (const scope of [offered.join(' '), 'openid profile email offline_access']) {
    const begun = attempt(server, second, { scope })
    const answer = await consentTo(server, begun)
    const tokens = await exchange(server, second, answer.get('code'), begun.verifier)
    t.match(tokens, { status: 200, body: { refresh_token: /^ncmcp_rt_/ } })
    t.notOk('id_token' in tokens.body)
    t.equal((await server.callTool(tokens.body.access_token, ...NOTES)).status, 200)
    t.equal((await refresh(server, second, tokens.body.refresh_token)).status, 200)
  }
})

t.test('like ChatGPT: reads the OpenID form, and has a redirect URI per connector', async t => {
  const rule = 'chatgpt|https://chatgpt.com/connector/oauth/*'
  const server = await startOAuthServer(t, { env: { ALLOWED_MCP_CLIENTS: rule } })
  const metadata = await json(`${server.url}/.well-known/openid-configuration`)
  t.match(metadata, { registration_endpoint: `${server.url}/oauth/register`, subject_types_supported: ['public'] })
  const own = 'https://chatgpt.com/connector/oauth/k3Jd-9'
  const registered = await newClient(server, { client_name: 'ChatGPT', redirect_uris: [own] })
  t.equal((await connect(server, registered)).status, 200)
  const strange = attempt(server, registered, { redirect_uri: 'https://chatgpt.com/connector/oauth/other' })
  t.equal((await fetch(strange.url)).status, 400, 'what it did not register needs a rule')
  for (const tail of ['k3Jd-9', 'Zz_1']) {
    const redirectUri = `https://chatgpt.com/connector/oauth/${tail}`
    const configured: ScriptedClient = {
      id: 'chatgpt',
      secret: undefined,
      redirectUri,
      scope: 'notes.read offline_access',
    }
    t.match(await connect(server, configured), { status: 200, body: { scope: 'notes.read' } })
  }
})

t.test('like Claude Code: a document at its id, and another port at each start', async t => {
  const id = 'https://claude.ai/oauth/claude-code-client-metadata'
  const document = {
    client_id: id,
    client_name: 'Claude Code',
    redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
  }
  let fetched = 0
  const fetchDocument = async (url: string) => {
    fetched += 1
    return url === id ? { body: Buffer.from(JSON.stringify(document)), maxAgeSeconds: 3600 } : undefined
  }
  const server = await startOAuthServer(t, { overrides: () => ({ fetchDocument }) })
  for (const port of [51234, 61000]) {
    const client: ScriptedClient = {
      id,
      secret: undefined,
      redirectUri: `http://localhost:${port}/callback`,
      scope: undefined,
    }
    const tokens = await connect(server, client)
    t.equal(tokens.status, 200)
    t.equal((await server.callTool(tokens.body.access_token, ...NOTES)).status, 200)
    t.equal((await refresh(server, client, tokens.body.refresh_token)).status, 200)
  }
  t.equal(fetched, 1, 'the document is remembered')
  const foreign = {
    id: 'https://evil.example/doc.json',
    secret: undefined,
    redirectUri: CLAUDE_REDIRECT,
    scope: undefined,
  }
  t.equal((await fetch(attempt(server, foreign).url)).status, 400)
})

t.test('like VS Code: several redirects, and grants that we do not offer', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server, {
    client_name: 'Visual Studio Code',
    redirect_uris: [
      'https://vscode.dev/redirect',
      'https://insiders.vscode.dev/redirect',
      'http://127.0.0.1/',
      'http://127.0.0.1:33418/',
    ],
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
  })
  t.equal((await connect(server, { ...client, redirectUri: 'http://127.0.0.1:33418/' })).status, 200)
})

t.test('a confidential client by header, with resource at each step, and then gives its token back', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server, { token_endpoint_auth_method: 'client_secret_basic' })
  const authorization = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
  const begun = attempt(server, client)
  const answer = await consentTo(server, begun)
  const form = { redirect_uri: client.redirectUri, code_verifier: begun.verifier, resource: `${server.url}/mcp` }
  const code = answer.get('code') ?? ''
  const tokens = await post(
    server,
    '/oauth/token',
    { grant_type: 'authorization_code', code, ...form },
    { authorization },
  )
  t.equal(tokens.status, 200)
  const revoked = await post(server, '/oauth/revoke', { token: tokens.body.access_token }, { authorization })
  t.equal(revoked.status, 200)
  t.equal((await server.callTool(tokens.body.access_token, ...NOTES)).status, 401)
})
