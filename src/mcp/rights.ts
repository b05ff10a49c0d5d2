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

/** OpenID Connect's own: a client asks for them to learn who signed in, and no tool needs them. */
const IDENTITY = ['openid', 'profile', 'email'] as const

/**
 * The scopes that a client may ask for: those that tools declare, sorted, and who the person is. `offline_access` is not among them: a refresh token is between client
 * and authorization server and opens nothing here (MCP 2026-07-28, Authorization), and clients add it when that server announces it.
 */
export function offeredScopes(tools: readonly { scopes: readonly string[] }[]): readonly string[] {
  return [...IDENTITY, ...new Set(tools.flatMap(({ scopes }) => scopes).toSorted())]
}
