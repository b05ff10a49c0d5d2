import { SERVER_INFO_META_KEY } from '@modelcontextprotocol/server'
import type { Caller, RequestId } from './caller.js'
import { answered } from './call-tool.js'
import { CURRENT_REVISION, isWellFormed } from './current-revision.js'
import { LIST_CACHE, type CurrentServerParts } from './current-server.js'
import type { Dispatcher } from './dispatcher.js'
import { isQuiet, isRecord, isRequestId, jsonReply, plainTypes } from './fast-lane.js'
import { resultMessage, toolResultJson } from './json-rpc.js'
import type { McpReply, McpRequest } from './protocol-adapter.js'

/** undefined: not so ordinary that it could do without an SDK server. */
export type CurrentFastLane = (request: McpRequest, caller: Caller) => McpReply | Promise<McpReply> | undefined

/** `tools/list` and `tools/call` of 2026-07-28 in their plain form, answered from the core as the SDK would, byte for byte. */
export function createCurrentFastLane({ dispatcher, identity }: CurrentServerParts): CurrentFastLane {
  const meta = `"_meta":${JSON.stringify({ [SERVER_INFO_META_KEY]: identity.info })}}`
  const end = `,"resultType":"complete",${meta}`
  const listEnd = `,"resultType":"complete",${JSON.stringify(LIST_CACHE).slice(1, -1)},${meta}`
  const call = async ({ id, name, args }: PlainCall, caller: Caller) => {
    const outcome = answered(await dispatcher.callTool(caller, id, name, args))
    return jsonReply(resultMessage(id, toolResultJson(outcome).slice(0, -1) + end))
  }
  return (request, caller) => {
    const plain = recognise(request, dispatcher)
    if (plain === undefined) return undefined
    if ('name' in plain) return call(plain, caller)
    return jsonReply(resultMessage(plain.id, dispatcher.listTools(caller).slice(0, -1) + listEnd))
  }
}

interface PlainCall {
  id: RequestId
  name: string
  args: unknown
}

function recognise(request: McpRequest, dispatcher: Dispatcher): PlainCall | { id: RequestId } | undefined {
  const { headers, message } = request
  if (!plainTypes(headers) || headers['mcp-protocol-version'] !== CURRENT_REVISION) return undefined
  if (!isRecord(message) || !isWellFormed(request)) return undefined
  const { id, method, params } = message
  if (!isRequestId(id) || method !== headers['mcp-method'] || !hasOnly(message, MEMBERS)) return undefined
  if (!isRecord(params) || !plainMeta(params['_meta'])) return undefined
  if (method === 'tools/list') return hasOnly(params, LIST_PARAMS) ? { id } : undefined
  return method === 'tools/call' ? recogniseCall(id, params, headers['mcp-name'], dispatcher) : undefined
}

function recogniseCall(
  id: RequestId,
  params: Record<string, unknown>,
  nameHeader: string | undefined,
  dispatcher: Dispatcher,
): PlainCall | undefined {
  const { name, arguments: args } = params
  if (typeof name !== 'string' || name !== nameHeader || !hasOnly(params, CALL_PARAMS)) return undefined
  if (!isQuiet(dispatcher.find(name))) return undefined
  if (args !== undefined && (!isRecord(args) || Object.hasOwn(args, '__proto__'))) return undefined
  return { id, name, args }
}

/** The envelope was looked at before; beside it nothing but a well-formed progress token, to which nothing will be said. */
function plainMeta(meta: unknown): boolean {
  if (!isRecord(meta) || !hasOnly(meta, META)) return false
  const token = meta['progressToken']
  return token === undefined || isRequestId(token)
}

const MEMBERS: ReadonlySet<string> = new Set(['jsonrpc', 'id', 'method', 'params'])
const LIST_PARAMS: ReadonlySet<string> = new Set(['_meta'])
const CALL_PARAMS: ReadonlySet<string> = new Set(['name', 'arguments', '_meta'])
const ENVELOPE = ['protocolVersion', 'clientInfo', 'clientCapabilities', 'logLevel']
const META: ReadonlySet<string> = new Set([...ENVELOPE.map(key => `io.modelcontextprotocol/${key}`), 'progressToken'])

function hasOnly(value: object, keys: ReadonlySet<string>): boolean {
  return Object.keys(value).every(key => keys.has(key))
}
