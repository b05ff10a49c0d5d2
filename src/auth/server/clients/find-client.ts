import type { ServerDeps } from '../server-deps.js'
import { configuredClients } from './configured-clients.js'
import { isDocumentUrl } from './document-url.js'
import type { McpClient } from './mcp-client.js'

/**
 * The client of this id: as the administrator configured it, as it registered, or as its document says.
 *
 * @returns undefined for everybody else: nobody is a client by knowing a name (GAP-11). While registration is closed, those that registered
 *   before are nobody either.
 */
export async function findClient(deps: ServerDeps, id: string): Promise<McpClient | undefined> {
  const configured = configuredClients(deps.config.oidc.allowedMcpClients).get(id)
  if (configured) return configured
  if (isDocumentUrl(id)) return deps.documents.clientAt(id)
  return deps.config.oidc.clientRegistration === 'open' ? registeredClient(deps, id) : undefined
}

/** As {@link findClient}, without asking the network: a client with a document has no secret, so its id alone says what is needed here. */
export async function knownClient(deps: ServerDeps, id: string): Promise<McpClient | undefined> {
  if (!isDocumentUrl(id)) return findClient(deps, id)
  return { id, name: id, source: 'document', authMethod: 'none', secretHash: null, redirectUris: [] }
}

async function registeredClient({ storage }: ServerDeps, id: string): Promise<McpClient | undefined> {
  const row = await storage.authorizationServer.clients.find(id)
  if (!row) return undefined
  const { clientId, name, authMethod, secretHash, redirectUris } = row
  return { id: clientId, name, source: 'registered', authMethod, secretHash, redirectUris }
}
