import type { Caller } from './caller.js'
import type { Dispatcher } from './dispatcher.js'
import { createFastLane, recognise } from './fast-lane.js'
import { denial, scopesDenied } from './scope-denial.js'
import type { McpReply, McpRequest, ProtocolAdapter } from './protocol-adapter.js'

/** The MCP endpoint without HTTP around it. A promise only where something has to be waited for. */
export type Endpoint = (headers: McpRequest['headers'], text: string, caller: Caller) => McpReply | Promise<McpReply>

/**
 * Takes the fast lane where it can, else asks the first adapter that speaks the request's revision.
 *
 * @param adapters - of newer revisions, newest first. @param fallback - takes everything that is left, to answer or to refuse it.
 */
export function createEndpoint(
  dispatcher: Dispatcher,
  adapters: readonly ProtocolAdapter[],
  fallback: ProtocolAdapter,
): Endpoint {
  const fastLane = createFastLane(dispatcher)
  return (headers, text, caller) => {
    const request = { headers, text, message: parse(text) }
    const required = scopesDenied(request.message, dispatcher, caller.principal)
    if (required.length > 0) return denial(required)
    const hot = recognise(request, dispatcher)
    if (hot !== undefined) return fastLane(hot, caller)
    const adapter = adapters.find(candidate => candidate.speaks(request)) ?? fallback
    return adapter.answer(request, caller)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
