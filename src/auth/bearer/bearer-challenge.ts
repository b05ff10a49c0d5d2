/** What a challenge says besides its scheme (RFC 6750, section 3; RFC 9728, section 5.1). */
export interface BearerChallenge {
  error?: 'invalid_token' | 'insufficient_scope'
  scope?: readonly string[]
  /** URL of the protected resource metadata. */
  resourceMetadata?: string
}

/** Value of a `WWW-Authenticate` header. What stands in it is ours and holds no quotes: codes, scopes, our own URL. */
export function bearerChallenge({ error, scope = [], resourceMetadata }: BearerChallenge): string {
  const parameters = [
    error && `error="${error}"`,
    scope.length > 0 && `scope="${scope.join(' ')}"`,
    resourceMetadata && `resource_metadata="${resourceMetadata}"`,
  ].filter(Boolean)
  return parameters.length === 0 ? 'Bearer' : `Bearer ${parameters.join(', ')}`
}

/** Where a client finds the metadata of `/mcp`: the path of the resource is put behind the well-known one (RFC 9728, section 3.1). */
export function resourceMetadataUrl(publicUrl: string): string {
  return `${publicUrl}/.well-known/oauth-protected-resource/mcp`
}
