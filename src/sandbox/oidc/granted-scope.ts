const DEFAULT_SCOPE = 'openid profile email roles'
const MAX_LENGTH = 512

/**
 * The scope that a request ends up with: lower case, without what the client is not allowed (dropped in silence), the
 * server's default when nothing is left, at most 512 characters.
 */
export function grantedScope(asked: string | undefined, allowedScopes: string): string {
  const allowed = words(allowedScopes)
  const kept = words(asked ?? '').filter(scope => allowed.length === 0 || allowed.includes(scope))
  return (kept.length === 0 ? DEFAULT_SCOPE : kept.join(' ')).slice(0, MAX_LENGTH)
}

/** The single scopes of a scope string. */
export function words(scope: string): string[] {
  return scope.toLowerCase().split(' ').filter(Boolean)
}
