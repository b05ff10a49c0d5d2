import { z } from 'zod'
import type { Principal } from '../auth/principal.js'
import type { Dispatcher } from './dispatcher.js'
import type { McpReply } from './protocol-adapter.js'
import { missingScopes } from './rights.js'

/** A call of a tool, in any revision of the protocol. */
const Call = z.object({ method: z.literal('tools/call'), params: z.object({ name: z.string() }) })

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
  const messages: readonly unknown[] = Array.isArray(message) ? message : [message]
  const needed = messages.flatMap(one => neededBy(one, dispatcher))
  return [...new Set(needed.filter(scopes => missingScopes(scopes, principal).length > 0).flat())]
}

/** 403 of RFC 6750, section 3.1, for `/mcp` (RT-9). */
export function denial(scopesRequired: readonly string[]): McpReply {
  const description = `This tool needs an access token with the scopes: ${scopesRequired.join(' ')}.`
  const body = { error: 'insufficient_scope', error_description: description, scopes_required: scopesRequired }
  return { status: 403, contentType: 'application/json', body: JSON.stringify(body), scopesRequired }
}

function neededBy(message: unknown, dispatcher: Pick<Dispatcher, 'find'>): (readonly string[])[] {
  const call = Call.safeParse(message).data
  const tool = call && dispatcher.find(call.params.name)
  return tool ? [tool.scopes] : []
}

const NONE: readonly string[] = []
