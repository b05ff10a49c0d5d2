import { createHash, randomBytes } from 'node:crypto'
import { createBrowser, type Browser, type Shown } from './browser.js'
import type { HybridServer } from './hybrid-server.js'

/** An MCP client as hosted assistants and programs behave, played by hand. */
export interface ScriptedClient {
  id: string
  secret: string | undefined
  redirectUri: string
  scope: string | undefined
}

export interface Attempt {
  verifier: string
  state: string
  url: string
}

export interface Tokens {
  status: number
  headers: Headers
  body: any
}

export const CLAUDE_REDIRECT = 'https://claude.ai/api/mcp/auth_callback'

export async function register(server: Pick<HybridServer, 'url'>, metadata: object): Promise<Tokens> {
  const response = await fetch(`${server.url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(metadata),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** Registers as a public client. */
export async function newClient(
  server: Pick<HybridServer, 'url'>,
  metadata: Record<string, unknown> = {},
): Promise<ScriptedClient> {
  const { body } = await register(server, {
    client_name: 'Claude',
    redirect_uris: [CLAUDE_REDIRECT],
    token_endpoint_auth_method: 'none',
    ...metadata,
  })
  return { id: body.client_id, secret: body.client_secret, redirectUri: body.redirect_uris[0], scope: undefined }
}

/** The address that the client sends the person to. */
export function attempt(
  server: Pick<HybridServer, 'url'>,
  client: ScriptedClient,
  changes: Record<string, string | undefined> = {},
): Attempt {
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(8).toString('hex')
  const query = new URLSearchParams()
  const parameters = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    scope: client.scope,
    resource: `${server.url}/mcp`,
    ...changes,
  }
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value)
  return { verifier, state, url: `${server.url}/oauth/authorize?${query}` }
}

/** A browser of somebody who looks at this server and at Nextcloud only. */
export function personsBrowser({ url, sandbox }: Pick<HybridServer, 'url' | 'sandbox'>): Browser {
  return createBrowser({ leaves: target => ![url, sandbox.url].some(own => target.startsWith(`${own}/`)) })
}

/** Signs in at Nextcloud where it asks. */
export async function signIn(browser: Browser, server: HybridServer, page: Shown, uid = 'alice'): Promise<Shown> {
  if (!page.html.includes('action="') || !page.url.includes('/login')) return page
  const user = server.sandbox.users.find(one => one.uid === uid)!
  return browser.submit(page, '/login', { user: user.loginName, password: user.password })
}

/** Signs in at this server, as on the page of connected applications. */
export async function openSession(browser: Browser, server: HybridServer, uid = 'alice'): Promise<Shown> {
  return signIn(browser, server, await browser.open(`${server.url}/oauth/clients`), uid)
}

/** From the client's link to its redirect URI, by way of consent and sign-in. @returns the parameters that the client gets. */
export async function consentTo(
  server: HybridServer,
  { url }: Attempt,
  { uid = 'alice', browser = personsBrowser(server), decision = 'allow' } = {},
): Promise<URLSearchParams> {
  let page = await browser.open(url)
  if (page.html.includes('name="decision"')) page = await browser.submit(page, 'consent', { decision })
  return new URL((await signIn(browser, server, page, uid)).url).searchParams
}

export async function post(
  server: Pick<HybridServer, 'url'>,
  path: string,
  form: Record<string, string | undefined>,
  headers: Record<string, string> = {},
): Promise<Tokens> {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) if (value !== undefined) body.set(name, value)
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

export const exchange = (
  server: Pick<HybridServer, 'url'>,
  client: ScriptedClient,
  code: string | null,
  verifier: string,
  changes: Record<string, string | undefined> = {},
) =>
  post(server, '/oauth/token', {
    grant_type: 'authorization_code',
    code: code ?? '',
    redirect_uri: client.redirectUri,
    code_verifier: verifier,
    client_id: client.id,
    client_secret: client.secret,
    ...changes,
  })

export const refresh = (
  server: Pick<HybridServer, 'url'>,
  client: ScriptedClient,
  token: string,
  changes: Record<string, string | undefined> = {},
) =>
  post(server, '/oauth/token', {
    grant_type: 'refresh_token',
    refresh_token: token,
    client_id: client.id,
    client_secret: client.secret,
    ...changes,
  })

/** The whole way. */
export async function connect(server: HybridServer, client: ScriptedClient, uid = 'alice'): Promise<Tokens> {
  const begun = attempt(server, client)
  const answer = await consentTo(server, begun, { uid })
  return exchange(server, client, answer.get('code'), begun.verifier)
}
