import { refused, type Refusal } from './refusal.js'
import { list, text, type Params } from './request-params.js'
import type { OidcClient } from './oidc-state.js'

const NAME_LENGTH = 64
const SCOPE_LENGTH = 512
const RESOURCE_LENGTH = 512

/** What a client may say about itself; absent: not said. */
export type ClientFields = Partial<
  Pick<OidcClient, 'name' | 'redirectUris' | 'tokenType' | 'applicationType' | 'allowedScopes' | 'resourceUrl'>
>

/**
 * Reads client metadata (RFC 7591, section 2) as leniently as the `oidc` app: names and scopes are cut, an unknown
 * token type counts as none, redirect URIs are taken as they are. `server-error`: `redirect_uris` is not a list.
 */
export function clientFields(params: Params): ClientFields | Refusal | 'server-error' {
  if (params['redirect_uris'] !== undefined && list(params, 'redirect_uris') === undefined) return 'server-error'
  return checkScope(params) ?? checkResource(params) ?? readFields(params)
}

function checkScope(params: Params): Refusal | undefined {
  if (/^[A-Za-z0-9 _\-:./]*$/.test((text(params, 'scope') ?? '').slice(0, SCOPE_LENGTH))) return undefined
  return refused(
    'invalid_scope',
    'Scope contains invalid characters. Allowed: alphanumeric, spaces, underscores, hyphens, colons, periods, and forward slashes.',
  )
}

function checkResource(params: Params): Refusal | undefined {
  const resource = text(params, 'resource_url')
  if (resource === undefined || (URL.canParse(resource) && resource.length <= RESOURCE_LENGTH)) return undefined
  return refused('invalid_resource_url', 'Resource URL must be a valid URL (RFC 9728).')
}

function readFields(params: Params): ClientFields {
  const name = text(params, 'client_name')
  const redirectUris = list(params, 'redirect_uris')
  const scope = text(params, 'scope')
  const resourceUrl = text(params, 'resource_url')
  const tokenType = text(params, 'token_type')
  return {
    ...(name !== undefined && { name: name.slice(0, NAME_LENGTH) }),
    ...(redirectUris !== undefined && { redirectUris }),
    ...(scope !== undefined && { allowedScopes: scope.slice(0, SCOPE_LENGTH) }),
    ...(resourceUrl !== undefined && { resourceUrl }),
    ...((tokenType === 'jwt' || tokenType === 'opaque') && { tokenType }),
    ...(text(params, 'application_type') === 'native' && { applicationType: 'native' as const }),
  }
}
