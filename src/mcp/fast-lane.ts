import type { Caller, RequestId } from './caller.js'
import { answered } from './call-tool.js'
import type { Dispatcher } from './dispatcher.js'
import type { Tool } from './define-tool.js'
import { resultMessage, toolResultJson } from './json-rpc.js'
import type { McpReply, McpRequest } from './protocol-adapter.js'

/** A request so ordinary that its answer needs no SDK server. */
export type HotRequest = { method: 'ping'; id: RequestId } | { method: 'tools/list'; id: RequestId } | HotCall

interface HotCall {
  method: 'tools/call'
  id: RequestId
  name: string
  args: unknown
}

/** Revisions that the SDK adapter takes; another value of the header is its to refuse. Checked against the SDK by a test. */
export const LEGACY_REVISIONS: ReadonlySet<string> = new Set([
  '2025-11-25',
  '2025-06-18',
  '2025-03-26',
  '2024-11-05',
  '2024-10-07',
])

const CONTENT_TYPES: ReadonlySet<string | undefined> = new Set(['application/json', 'application/json; charset=utf-8'])

/**
 * The fast lane: `tools/list`, `tools/call` and `ping` in their plain form, answered from the core.
 * Whatever is unusual, right or wrong, is not recognised and goes to the adapter, so the two must agree only where both say yes.
 *
 * @returns undefined when the request is not for this lane.
 */
export function recognise(request: McpRequest, dispatcher: Pick<Dispatcher, 'find'>): HotRequest | undefined {
  if (!plainHeaders(request.headers) || !isRecord(request.message)) return undefined
  const { jsonrpc, id, method, params, ...others } = request.message
  if (jsonrpc !== '2.0' || !isRequestId(id) || hasKeys(others) || !plainParams(params)) return undefined
  if (method === 'ping') return { method, id }
  if (method === 'tools/list' && params?.['cursor'] === undefined) return { method, id }
  if (method === 'tools/call') return recogniseCall(id, params ?? {}, dispatcher)
  return undefined
}

/** Answers recognised requests; at once where nothing has to be waited for. Never throws or rejects. */
export type FastLane = (hot: HotRequest, caller: Caller) => McpReply | Promise<McpReply>

export function createFastLane(dispatcher: Dispatcher): FastLane {
  return (hot, caller) => {
    if (hot.method === 'ping') return jsonReply(resultMessage(hot.id, '{}'))
    if (hot.method === 'tools/list') return jsonReply(resultMessage(hot.id, dispatcher.listTools(caller)))
    return answerCall(hot, caller, dispatcher)
  }
}

async function answerCall(hot: HotCall, caller: Caller, dispatcher: Dispatcher): Promise<McpReply> {
  const outcome = answered(await dispatcher.callTool(caller, hot.id, hot.name, hot.args))
  return jsonReply(resultMessage(hot.id, toolResultJson(outcome)))
}

/** JSON, and all is well. */
export function jsonReply(body: string): McpReply {
  return { status: 200, contentType: 'application/json', body }
}

/** Types that every revision takes. */
export function plainTypes({ accept, 'content-type': contentType }: McpRequest['headers']): boolean {
  if (!accept?.includes('application/json') || !accept.includes('text/event-stream')) return false
  return CONTENT_TYPES.has(contentType)
}

function plainHeaders(headers: McpRequest['headers']): boolean {
  const version = headers['mcp-protocol-version']
  return plainTypes(headers) && (version === undefined || LEGACY_REVISIONS.has(version))
}

/** No task, no related task, nothing in `_meta` but a well-formed progress token. */
function plainParams(params: unknown): params is Record<string, unknown> | undefined {
  if (params === undefined) return true
  if (!isRecord(params) || params['task'] !== undefined) return false
  const meta = params['_meta']
  if (meta === undefined) return true
  if (!isRecord(meta) || RELATED_TASK in meta) return false
  return meta['progressToken'] === undefined || isRequestId(meta['progressToken'])
}

const RELATED_TASK = 'io.modelcontextprotocol/related-task'

function recogniseCall(
  id: RequestId,
  params: Record<string, unknown>,
  dispatcher: Pick<Dispatcher, 'find'>,
): HotRequest | undefined {
  const { name, arguments: args } = params
  if (typeof name !== 'string' || !isQuiet(dispatcher.find(name))) return undefined
  if (args !== undefined && (!isRecord(args) || Object.hasOwn(args, '__proto__'))) return undefined
  return { method: 'tools/call', id, name, args }
}

/** A tool that only answers; what talks needs a stream, and what needs something of the client must be refused in the revision's own words. */
export function isQuiet(tool: Tool | undefined): boolean {
  return tool !== undefined && !tool.talks
}

export function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || Number.isSafeInteger(value)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasKeys(value: object): boolean {
  for (const _key in value) return true
  return false
}
