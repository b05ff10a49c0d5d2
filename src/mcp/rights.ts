import type { Principal } from '../auth/principal.js'

/**
 * The one evaluator of scopes. A person who came by Basic has all of their own rights (`scopes` is undefined);
 * a token narrows them to what it names.
 *
 * @returns the scopes that are needed and not there, in the order of `needed`; empty means allowed.
 */
export function missingScopes(needed: readonly string[], principal: Pick<Principal, 'scopes'>): readonly string[] {
  const { scopes } = principal
  if (scopes === undefined) return NONE
  return needed.filter(scope => !scopes.includes(scope))
}

const NONE: readonly string[] = []
