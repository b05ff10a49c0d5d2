import type { Principal } from '../auth/principal.js'
import type { Dispatcher } from './dispatcher.js'
import { isRecord } from './fast-lane.js'
import type { McpReply } from './protocol-adapter.js'
import { missingScopes } from './rights.js'

/**
 * Looks at a request before any work is done for it: does it call a tool for which the token is not enough? By the same rule as the list of tools, and as the
 * call itself, which looks again.
 *
 * @param message - parsed JSON, whatever it is; a batch is refused as a whole.
 * @returns the scopes that the denied tools need; empty: nothing is denied.
 */
export function scopesDenied(
  message: unknown,
  dispatcher: Pick<Dispatcher, 'find'>,
  principal: Pick<Principal, 'scopes'>,
): readonly string[] {
  if (principal.scopes === undefined) return NONE
  const missed = (one: unknown) => {
    const needed = neededBy(one, dispatcher)
    return missingScopes(needed, principal).length > 0 ? needed : NONE
  }
  return Array.isArray(message) ? [...new Set(message.flatMap(missed))] : missed(message)
}

/** 403 of RFC 6750, section 3.1, for `/mcp` (RT-9). */
export function denial(scopesRequired: readonly string[]): McpReply {
  const description = `This tool needs an access token with the scopes: ${scopesRequired.join(' ')}.`
  const body = { error: 'insufficient_scope', error_description: description, scopes_required: scopesRequired }
  return { status: 403, contentType: 'application/json', body: JSON.stringify(body), scopesRequired }
}

/** By hand, because every request of a token passes here. */
function neededBy(message: unknown, dispatcher: Pick<Dispatcher, 'find'>): readonly string[] {
  if (!isRecord(message) || message['method'] !== 'tools/call' || !isRecord(message['params'])) return NONE
  const { name } = message['params']
  return (typeof name === 'string' ? dispatcher.find(name)?.scopes : undefined) ?? NONE
}

const NONE: readonly string[] = []
