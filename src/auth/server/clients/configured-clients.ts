import { isRedirectUri } from '../redirect-uri.js'
import type { McpClient } from './mcp-client.js'

/** Schemes that run, read or send something instead of waking a program. */
const NEVER = /^(?:javascript|data|vbscript|file|blob|about|http|https|ws|wss|ftp|mailto|view-source):/i
const PRIVATE_SCHEME = /^[a-z][a-z0-9+.-]*:[!-[\]-~]+$/
const ANY_TAIL = '/*'

/**
 * The clients of `ALLOWED_MCP_CLIENTS`, by id. An entry is `id`, a public client on the person's machine, or `id|redirect_uri`: exact, or with
 * `/*` at the end for one varying segment. Several entries of one id add up. Private schemes are taken here and nowhere else (RT-10).
 */
export function configuredClients(entries: readonly string[]): ReadonlyMap<string, McpClient> {
  const clients = new Map<string, McpClient>()
  for (const entry of entries) {
    const [id = '', redirect] = entry.split('|', 2)
    if (id) clients.set(id, withRedirect(clients.get(id) ?? bare(id), redirect))
  }
  return clients
}

const bare = (id: string): McpClient => ({
  id,
  name: id,
  source: 'configured',
  authMethod: 'none',
  secretHash: null,
  redirectUris: [],
})

function withRedirect(client: McpClient, redirect: string | undefined): McpClient {
  if (redirect === undefined) return { ...client, anyLoopback: true }
  if (redirect.endsWith(ANY_TAIL)) return withPrefix(client, redirect.slice(0, -1))
  return isAcceptable(redirect) ? { ...client, redirectUris: [...client.redirectUris, redirect] } : client
}

function withPrefix(client: McpClient, prefix: string): McpClient {
  if (!isRedirectUri(prefix)) return client
  return { ...client, redirectPrefixes: [...(client.redirectPrefixes ?? []), prefix] }
}

/** What cannot be a redirect URI allows nothing. */
function isAcceptable(redirect: string): boolean {
  return isRedirectUri(redirect) || (PRIVATE_SCHEME.test(redirect) && !NEVER.test(redirect) && !redirect.includes('#'))
}
