import type { RequestId } from './caller.js'
import type { ToolOutcome } from './call-tool.js'

/** A failure of the protocol, not of a tool (JSON-RPC 2.0, section 5.1). */
export class JsonRpcError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** JSON-RPC 2.0: parameters that the method cannot take. MCP uses it for unknown tools and bad cursors. */
export const INVALID_PARAMS = -32602

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
export function toolResultJson({ isError, json }: ToolOutcome): string {
  const content = `[{"type":"text","text":${JSON.stringify(json)}}]`
  return isError ? `{"content":${content},"isError":true}` : `{"content":${content},"structuredContent":${json}}`
}
