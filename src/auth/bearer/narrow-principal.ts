import type { Principal } from '../principal.js'
import { SCOPES } from '../scope-catalogue.js'

const OURS: ReadonlySet<string> = new Set(SCOPES)

/**
 * What a token's scopes mean here. A token narrows the rights of its person and never widens them. One without any scope of ours opens no app (VER-13), unless the
 * administrator said that such tokens are not narrowed: to Nextcloud itself scopes mean nothing, and some clients cannot be given any.
 *
 * @returns the principal as it is, or one whom nothing narrows (`scopes` undefined).
 */
export function narrowPrincipal(principal: Principal, { scopesRequired }: { scopesRequired: boolean }): Principal {
  if (scopesRequired || principal.scopes === undefined) return principal
  return principal.scopes.some(scope => OURS.has(scope)) ? principal : { ...principal, scopes: undefined }
}
