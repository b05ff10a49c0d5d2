import type { AllowedMcpClient } from '../../../config/config.js'
import type { McpClient } from './mcp-client.js'

/** The clients of `ALLOWED_MCP_CLIENTS`, by id. Several entries of one id add up. */
export function configuredClients(entries: readonly AllowedMcpClient[]): ReadonlyMap<string, McpClient> {
  const clients = new Map<string, McpClient>()
  for (const { id, redirect } of entries) clients.set(id, withRedirect(clients.get(id) ?? bare(id), redirect))
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

function withRedirect(client: McpClient, redirect: AllowedMcpClient['redirect']): McpClient {
  if (redirect.kind === 'loopback') return { ...client, anyLoopback: true }
  const { kind, uri } = redirect
  if (kind === 'exact') return { ...client, redirectUris: [...client.redirectUris, uri] }
  return { ...client, redirectPrefixes: [...(client.redirectPrefixes ?? []), uri] }
}
