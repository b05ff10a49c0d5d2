import type { RequestId } from './caller.js'
import type { Asked, ToolAnswer, ToolOutcome } from './call-tool.js'

/** A failure of the protocol, not of a tool (JSON-RPC 2.0, section 5.1). */
export class JsonRpcError extends Error {
  readonly code: number
  readonly data: unknown

  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}

/** There is nothing at this URI. The adapters write the code of their own revision. */
export class ResourceNotFound extends JsonRpcError {
  constructor(uri: string) {
    super(INVALID_PARAMS, 'Resource not found', { uri: uri.slice(0, 1024) })
  }
}

/** JSON-RPC 2.0: parameters that the method cannot take. MCP uses it for unknown tools and bad cursors. */
export const INVALID_PARAMS = -32602

/** JSON-RPC 2.0: something went wrong on our side. */
export const INTERNAL_ERROR = -32603

/** MCP 2025-11-25 and older: nothing at this URI. */
export const LEGACY_RESOURCE_NOT_FOUND = -32002

/** MCP 2026-07-28: the client does not have what the request needs (SEP-2575). */
export const MISSING_CLIENT_CAPABILITY = -32021

/**
 * A successful response. `result` is JSON already; the order of members is the official SDK's. Text, not bytes: Node sends text in one write
 * with the headers, and bytes in a second one.
 */
export function resultMessage(id: RequestId, result: string): string {
  return `{"result":${result},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`
}

/**
 * CallToolResult of MCP 2025-11-25 and older, as JSON text. Output goes out twice, as `structuredContent` and, for clients before 2025-06-18,
 * as text of the same JSON. A failure goes out as text only: clients check `structuredContent` against the tool's output schema.
 */
export function toolResultJson({ isError, json, form }: ToolAnswer): string {
  if (form === 'content') return `{"content":${json}}`
  const content = `[{"type":"text","text":${JSON.stringify(json)}}]`
  return isError ? `{"content":${content},"isError":true}` : `{"content":${content},"structuredContent":${json}}`
}

/** InputRequiredResult of MCP 2026-07-28 (SEP-2322), as JSON text. */
export function inputRequiredJson({ asks, state }: Asked): string {
  return JSON.stringify({ resultType: 'input_required', inputRequests: asks, requestState: state })
}

/** What a call of a tool came to, as JSON text of a result, for revisions in which questions are results. */
export function outcomeJson(outcome: ToolOutcome): string {
  return 'asks' in outcome ? inputRequiredJson(outcome) : toolResultJson(outcome)
}
