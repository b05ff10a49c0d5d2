import type { ClientAuthMethod } from '../../../storage/authorization-server-storage.js'
import { isLoopbackRedirect, isRedirectUri, matchesRedirect } from '../../../lib/redirect-uri.js'

/** A client of ours, wherever it comes from. */
export interface McpClient {
  id: string
  /** As the client, its document or the administrator calls it. */
  name: string
  /** `registered` by itself (RFC 7591), by a `document` at its id, or `configured` by the administrator. */
  source: 'registered' | 'document' | 'configured'
  authMethod: ClientAuthMethod
  /** SHA-256, base64url; null for public clients. */
  secretHash: string | null
  redirectUris: readonly string[]
  /** Configured without a redirect: any program on the person's machine. */
  anyLoopback?: boolean
  /** Configured: everything up to and with the last slash; one segment may follow. */
  redirectPrefixes?: readonly string[]
}

/** One path segment of plain characters. */
const TAIL = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,127}$/

/** May codes of this client be sent there? */
export function allowsRedirect(client: McpClient, uri: string): boolean {
  if (client.redirectUris.some(registered => matchesRedirect(uri, registered))) return true
  if (client.anyLoopback && isLoopbackRedirect(uri)) return true
  return (client.redirectPrefixes ?? []).some(prefix => fitsPrefix(uri, prefix))
}

function fitsPrefix(uri: string, prefix: string): boolean {
  return isRedirectUri(uri) && uri.startsWith(prefix) && TAIL.test(uri.slice(prefix.length))
}
