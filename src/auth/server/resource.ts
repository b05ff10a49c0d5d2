import { OAuthRefused } from '../../errors/oauth-errors.js'

/** The protected resource that tokens of ours are for (RFC 8707). */
export const ownResource = (publicUrl: string): string => `${publicUrl}/mcp`

/**
 * Is it us that the client wants to talk to? The endpoint, or the server as a whole, a trailing slash more or less. Clients older than
 * the parameter send none, which can only mean us.
 */
function isOwnResource(value: string | undefined, publicUrl: string): boolean {
  if (value === undefined) return true
  const plain = value.replace(/\/$/, '')
  return plain === publicUrl || plain === ownResource(publicUrl)
}

/** @throws {OAuthRefused} `invalid_target` for a resource that is not ours (RFC 8707, section 2); nothing else was looked at by then. */
export function checkResource(value: string | undefined, publicUrl: string): void {
  if (!isOwnResource(value, publicUrl)) throw new OAuthRefused('invalid_target', 'The resource is not this server.')
}
