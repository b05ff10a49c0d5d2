import type { Test } from 'tap'
import { startHybridServer, type HybridOptions, type HybridServer } from './hybrid-server.js'

export interface OAuthServer extends HybridServer {
  /** A JWT of the person for `/mcp`, as the provider gives one to an MCP client. */
  token(uid: string, options?: TokenOptions): Promise<string>
  /** One JSON-RPC request with a bearer token (or without); the answer as it came. */
  post(token: string | undefined, method: string, params?: object): Promise<McpAnswer>
  callTool(token: string, name: string, args?: object): Promise<McpAnswer>
}

export interface TokenOptions {
  scope?: string
  resource?: string
  /** Scopes that the client may have (`--allowed_scopes`); absent: any. */
  allowedScopes?: string
}

export interface McpAnswer {
  status: number
  challenge: string | null
  headers: Headers
  /** Parsed; undefined when it is no JSON. */
  body: any
}

export const ALL = 'openid profile email notes.read notes.write files.read files.write'
/** OAuth mode instead of hybrid. */
export const OAUTH = { ENABLE_MULTI_USER_BASIC_AUTH: undefined }
/** Nothing is stored. */
export const STATELESS = {
  ENABLE_OFFLINE_ACCESS: undefined,
  TOKEN_ENCRYPTION_KEY: undefined,
  TOKEN_STORAGE_DB: undefined,
}

/** The server in OAuth mode in front of a sandbox, both on loopback, gone when the test ends. */
export async function startOAuthServer(t: Test, options: HybridOptions = {}): Promise<OAuthServer> {
  const server = await startHybridServer(t, { ...options, env: { ...OAUTH, ...options.env } })
  const { sandbox, url } = server
  const post: OAuthServer['post'] = (token, method, params) =>
    postMcp(url, token, { jsonrpc: '2.0', id: 1, method, ...(params && { params }) })
  return {
    ...server,
    token: async (uid, { scope = ALL, resource = `${url}/mcp`, allowedScopes } = {}) => {
      const { clientId } = sandbox.createClient({
        redirectUris: ['http://127.0.0.1/callback'],
        tokenType: 'jwt',
        ...(allowedScopes !== undefined && { allowedScopes }),
      })
      return (await sandbox.issueTokens({ uid, clientId, scope, resource })).accessToken
    },
    post,
    callTool: (token, name, args = {}) => post(token, 'tools/call', { name, arguments: args }),
  }
}

async function postMcp(url: string, token: string | undefined, message: object): Promise<McpAnswer> {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(message),
  })
  const text = await response.text()
  const { headers } = response
  return { status: response.status, challenge: headers.get('www-authenticate'), headers, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
