/**
 * Scopes of a token (RFC 6749, section 3.3). No claim means no scopes, never all of them.
 *
 * @param resourceServerId - providers like Cognito write `id/scope`; the prefix is taken off.
 */
export function parseScopes(claim: string | undefined, resourceServerId: string | undefined): readonly string[] {
  const scopes = (claim ?? '').split(' ').filter(scope => scope !== '')
  return [...new Set(scopes.map(scope => withoutPrefix(scope, resourceServerId)))]
}

function withoutPrefix(scope: string, resourceServerId: string | undefined): string {
  const prefix = `${resourceServerId}/`
  return resourceServerId !== undefined && scope.startsWith(prefix) ? scope.slice(prefix.length) : scope
}
