import type { Caller } from './caller.js'
import type { McpReply, McpRequest } from './protocol-adapter.js'
import type { SessionAdapter } from './session-adapter.js'

/** What sessions make of a request: a refusal, or who answers it. undefined: it is no matter of sessions. */
export type SessionRoute =
  | { kind: 'refused'; reply: McpReply }
  | { kind: 'taken'; answer(request: McpRequest, caller: Caller): Promise<McpReply> }
  | undefined

/**
 * For requests that are not of 2026-07-28, which has no sessions. A message without a session id is answered without a session, unless it is `initialize`.
 * A foreign session is as unknown as one that never was (GAP-26).
 */
export function routeSession(sessions: SessionAdapter, request: McpRequest, caller: Caller): SessionRoute {
  const id = request.headers['mcp-session-id']
  if (id === undefined) return withoutId(sessions, request)
  const session = sessions.find(id, caller)
  if (session === undefined) return refused(404, -32001, 'Session not found')
  return { kind: 'taken', answer: session.answer }
}

/** GET and DELETE where there are no sessions. */
export const METHOD_NOT_ALLOWED = refusal(405, -32000, 'Method not allowed.')

function withoutId({ open }: SessionAdapter, { method = 'POST', message }: McpRequest): SessionRoute {
  if (method !== 'POST') return refused(400, -32000, 'Bad Request: Mcp-Session-Id header is required')
  return isInitialize(message) ? { kind: 'taken', answer: open } : undefined
}

function refused(status: number, code: number, message: string): SessionRoute {
  return { kind: 'refused', reply: refusal(status, code, message) }
}

function isInitialize(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'method' in message && message.method === 'initialize'
}

function refusal(status: number, code: number, message: string): McpReply {
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null })
  return { status, contentType: 'application/json', body: body }
}
