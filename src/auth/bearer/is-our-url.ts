/** Is this audience one of our own names: the public URL, or the MCP endpoint under it? A trailing slash does not matter. */
export function isOurUrl(audience: string, publicUrl: string): boolean {
  const bare = audience.endsWith('/') ? audience.slice(0, -1) : audience
  return bare === publicUrl || bare === `${publicUrl}/mcp`
}
