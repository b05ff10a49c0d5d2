import { classifyInboundRequest, type InboundClassificationOutcome } from '@modelcontextprotocol/server'
import type { McpRequest } from './protocol-adapter.js'

/** The one revision of this adapter. */
export const CURRENT_REVISION = '2026-07-28'

/** Is it of this revision, or so nearly that this revision must say what is wrong with it? */
export function isCurrent(request: McpRequest): boolean {
  if (request.message === undefined) return false
  const outcome = classify(request)
  if (outcome.kind !== 'reject') return outcome.kind === 'modern'
  return outcome.rung !== 'jsonrpc-shape' || request.headers['mcp-protocol-version'] === CURRENT_REVISION
}

/** Is it well-formed and of this revision? */
export function isWellFormed(request: McpRequest): boolean {
  return classify(request).kind === 'modern'
}

const known = new WeakMap<McpRequest, InboundClassificationOutcome>()

/** Each request is asked about twice; the answer is worked out once. */
function classify(request: McpRequest): InboundClassificationOutcome {
  const outcome = known.get(request) ?? classifyInboundRequest(inbound(request))
  known.set(request, outcome)
  return outcome
}

function inbound({ message, headers }: McpRequest): Parameters<typeof classifyInboundRequest>[0] {
  const { 'mcp-protocol-version': version, 'mcp-method': method, 'mcp-name': name } = headers
  return {
    httpMethod: 'POST',
    body: message,
    ...(version !== undefined && { protocolVersionHeader: version }),
    ...(method !== undefined && { mcpMethodHeader: method }),
    ...(name !== undefined && { mcpNameHeader: name }),
  }
}
