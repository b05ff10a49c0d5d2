/** The protected resource that tokens of ours are for (RFC 8707). */
export const ownResource = (publicUrl: string): string => `${publicUrl}/mcp`

/**
 * Is it us that the client wants to talk to? The endpoint, or the server as a whole, a trailing slash more or less. Clients older than
 * the parameter send none, which can only mean us.
 */
export function isOwnResource(value: string | undefined, publicUrl: string): boolean {
  if (value === undefined) return true
  const plain = value.replace(/\/$/, '')
  return plain === publicUrl || plain === ownResource(publicUrl)
}
