import type { Caller, RequestId } from './caller.js'
import { callTool, type ToolOutcome } from './call-tool.js'
import type { Catalogue } from './catalogue.js'
import type { Tool } from './define-tool.js'
import type { InFlight } from './in-flight.js'
import { INVALID_PARAMS, JsonRpcError } from './json-rpc.js'

/** What every revision of the protocol can ask for, in no revision's words. */
export interface Dispatcher {
  find(toolName: string): Tool | undefined
  /** JSON of one page, in UTF-8. @throws {JsonRpcError} for a foreign cursor. */
  listTools(caller: Pick<Caller, 'principal'>, cursor?: string): string
  /** Rejects with {@link JsonRpcError} when there is no such tool; a tool's own failure is an outcome. */
  callTool(caller: Caller, id: RequestId, name: string, rawArguments: unknown): Promise<ToolOutcome>
  /** @returns whether a running call was aborted. */
  cancel(caller: Caller, id: RequestId): boolean
}

export function createDispatcher(catalogue: Catalogue, inFlight: InFlight): Dispatcher {
  return {
    find: name => catalogue.find(name),
    listTools: ({ principal }, cursor) => catalogue.list(principal, cursor),
    callTool(caller, id, name, rawArguments) {
      const tool = catalogue.find(name)
      if (tool === undefined) return Promise.reject(unknownTool(name))
      return callTool(tool, rawArguments, caller, id, inFlight)
    },
    cancel: (caller, id) => inFlight.cancel(caller, id),
  }
}

const unknownTool = (name: string) => new JsonRpcError(INVALID_PARAMS, `Unknown tool: ${name.slice(0, 128)}`)
