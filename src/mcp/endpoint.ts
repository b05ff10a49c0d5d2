import type { Caller } from './caller.js'
import type { Dispatcher } from './dispatcher.js'
import { createFastLane, recognise, type HotRequest } from './fast-lane.js'
import type { McpReply, McpRequest, ProtocolAdapter } from './protocol-adapter.js'
import { denial, scopesDenied } from './scope-denial.js'
import type { SessionAdapter } from './session-adapter.js'
import { METHOD_NOT_ALLOWED, routeSession } from './session-routes.js'

/** The MCP endpoint without HTTP around it. A promise only where something has to be waited for. POST unless it is said otherwise. */
export type Endpoint = (
  headers: McpRequest['headers'],
  text: string,
  caller: Caller,
  method?: McpRequest['method'],
) => McpReply | Promise<McpReply>

/**
 * Takes the fast lane where it can, else asks the first adapter that speaks the request's revision.
 *
 * @param adapters - of newer revisions, newest first. @param fallback - takes everything that is left, to answer or to refuse it.
 * @param sessions - of revisions before 2026-07-28; undefined: there are none, and ids of sessions mean nothing.
 */
export function createEndpoint(
  dispatcher: Dispatcher,
  adapters: readonly ProtocolAdapter[],
  fallback: ProtocolAdapter,
  sessions?: SessionAdapter,
): Endpoint {
  const fastLane = createFastLane(dispatcher)
  const older = (request: McpRequest, hot: HotRequest | undefined, caller: Caller) => {
    const route = sessions && routeSession(sessions, request, caller)
    if (route?.kind === 'refused') return route.reply
    if (hot !== undefined) return fastLane(hot, caller)
    if (route === undefined) return fallback.answer(request, caller)
    return route.answer(request, caller)
  }
  return (headers, text, caller, method = 'POST') => {
    if (method !== 'POST' && sessions === undefined) return METHOD_NOT_ALLOWED
    const request = { headers, text, message: parse(text), method }
    const required = scopesDenied(request.message, dispatcher, caller.principal)
    if (required.length > 0) return denial(required)
    const hot = recognise(request, dispatcher)
    const adapter = hot === undefined ? adapters.find(candidate => candidate.speaks(request)) : undefined
    return adapter === undefined ? older(request, hot, caller) : adapter.answer(request, caller)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
