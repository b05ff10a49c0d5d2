/**
 * Where clients look for metadata of ours: at the root, and with the path of the resource behind (RFC 8414 and RFC 9728, section 3.1). Where our public URL has a
 * path of its own, clients put that between, at the root of the host, and a proxy has to pass it on.
 *
 * @param name - e.g. `oauth-protected-resource`.
 */
export function wellKnownPaths(name: string, publicUrl: string): readonly string[] {
  const base = `/.well-known/${name}`
  const path = new URL(publicUrl).pathname.replace(/\/$/, '')
  return [...new Set([base, `${base}/mcp`, `${base}${path}`, `${base}${path}/mcp`])]
}
