import type { Caller, RequestId } from './caller.js'
import { callTool, type ToolCall, type ToolOutcome } from './call-tool.js'
import type { Catalogue } from './catalogue.js'
import { createCompleter, type Completer } from './complete.js'
import type { Exchange } from './conversation.js'
import type { Tool } from './define-tool.js'
import type { InFlight } from './in-flight.js'
import { INVALID_PARAMS, JsonRpcError } from './json-rpc.js'
import type { Offer } from './offer.js'
import { createPromptShelf, type PromptShelf } from './prompt-shelf.js'
import type { RequestStates } from './request-state.js'
import { createResourceShelf, type ResourceShelf } from './resource-shelf.js'

/** What every revision of the protocol can ask for, in no revision's words. */
export interface Dispatcher {
  find(toolName: string): Tool | undefined
  /** JSON of one page, in UTF-8. @throws {JsonRpcError} for a foreign cursor. */
  listTools(caller: Pick<Caller, 'principal'>, cursor?: string): string
  /** Rejects with {@link JsonRpcError} when there is no such tool; a tool's own failure is an outcome. */
  callTool(
    caller: Caller,
    id: RequestId,
    name: string,
    rawArguments: unknown,
    exchange?: Exchange,
  ): Promise<ToolOutcome>
  resources: ResourceShelf
  prompts: PromptShelf
  complete: Completer
  /** @returns whether a running call was aborted. */
  cancel(caller: Caller, id: RequestId): boolean
}

/** What there is beside tools, and what conversations of several rounds need. */
export interface DispatcherOptions {
  offer?: Pick<Offer, 'resources' | 'resourceTemplates' | 'prompts'>
  states?: RequestStates
}

export function createDispatcher(
  catalogue: Catalogue,
  inFlight: InFlight,
  { offer = {}, states = STATELESS }: DispatcherOptions = {},
): Dispatcher {
  const call = (tool: Tool, given: ToolCall, caller: Caller) => callTool(tool, given, caller, inFlight, { states })
  return {
    find: name => catalogue.find(name),
    listTools: ({ principal }, cursor) => catalogue.list(principal, cursor),
    callTool(caller, id, name, rawArguments, exchange) {
      const tool = catalogue.find(name)
      if (tool === undefined) return Promise.reject(unknownTool(name))
      return call(tool, { id, rawArguments, ...(exchange && { exchange }) }, caller)
    },
    resources: createResourceShelf(offer, inFlight),
    prompts: createPromptShelf(offer.prompts ?? [], inFlight, { states }),
    complete: createCompleter(offer, inFlight),
    cancel: (caller, id) => inFlight.cancel(caller, id),
  }
}

const unknownTool = (name: string) => new JsonRpcError(INVALID_PARAMS, `Unknown tool: ${name.slice(0, 128)}`)

/** Where nothing asks, no state is ours. */
const STATELESS: RequestStates = {
  seal: () => '',
  open: () => {
    throw new JsonRpcError(INVALID_PARAMS, 'Invalid or expired requestState')
  },
}
