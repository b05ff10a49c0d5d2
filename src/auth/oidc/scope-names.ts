/** OpenID Connect's own (Core 1.0, sections 5.4 and 11): they belong to no resource server. */
const STANDARD = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']

/**
 * Scopes as the provider calls them: Cognito-like ones name a resource server in front of each of its scopes.
 *
 * @param resourceServerId - `OIDC_RESOURCE_SERVER_ID`; undefined: they are called what we call them.
 */
export function scopeNames(resourceServerId: string | undefined): (scope: string) => string {
  return scope => (resourceServerId && !STANDARD.includes(scope) ? `${resourceServerId}/${scope}` : scope)
}
