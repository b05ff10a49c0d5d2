import type { Consent } from '../../storage/authorization-server-storage.js'
import type { Seconds } from '../../storage/storage.js'
import type { ServerDeps } from './server-deps.js'

/** One client, as the page of its person shows it. */
export interface ConnectedClient {
  clientId: string
  name: string
  /** Where codes of it may go. */
  hosts: readonly string[]
  scopes: readonly string[]
  allowedAt: Seconds
  /** When it last got a token; null: it has none any more. */
  lastUsedAt: Seconds | null
}

/** Every client that the person allowed, the newest first. */
export async function connectedClients({ storage }: ServerDeps, userId: string): Promise<ConnectedClient[]> {
  const { consents, tokens } = storage.authorizationServer
  const lastIssued = await tokens.lastIssued(userId)
  const all = await consents.ofUser(userId)
  return [...new Set(all.map(consent => consent.clientId))]
    .map(id =>
      view(
        id,
        all.filter(({ clientId }) => clientId === id),
        lastIssued.get(id) ?? null,
      ),
    )
    .toSorted((a, b) => b.allowedAt - a.allowedAt)
}

function view(clientId: string, own: readonly Consent[], lastUsedAt: Seconds | null): ConnectedClient {
  const latest = own.at(-1)
  return {
    clientId,
    name: latest?.clientName ?? clientId,
    hosts: [...new Set(own.map(({ redirectUri }) => hostOf(redirectUri)))],
    scopes: [...new Set(own.flatMap(({ scopes }) => scopes))].toSorted(),
    allowedAt: latest?.grantedAt ?? 0,
    lastUsedAt,
  }
}

/** Private schemes have no host worth showing, so the scheme stands for it. */
export function hostOf(redirectUri: string): string {
  const { protocol, host } = new URL(redirectUri)
  return /^https?:$/.test(protocol) ? host : protocol
}

/** Everything that the client holds of the person ends. @returns false when there was nothing. */
export async function disconnectClient(deps: ServerDeps, userId: string, clientId: string): Promise<boolean> {
  const had = await deps.storage.authorizationServer.disconnect(userId, clientId)
  if (had) deps.audit.record('client.disconnected', 'ok', { userId, clientId })
  return had
}

/** The person's access was revoked or replaced: what clients hold ends when nothing is left that we could act by. */
export async function endWithoutAccess(deps: ServerDeps, userId: string, hasAccess: boolean): Promise<void> {
  if (hasAccess || !(await deps.storage.authorizationServer.disconnectAll(userId))) return
  deps.audit.record('client.disconnected', 'ok', { userId, reason: 'access_revoked' })
}
