import type { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  CancelledNotificationSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import type { Caller } from './caller.js'
import { answered } from './call-tool.js'
import type { Dispatcher } from './dispatcher.js'
import { JsonRpcError, LEGACY_RESOURCE_NOT_FOUND, ResourceNotFound, toolResultJson } from './json-rpc.js'
import type { Capabilities } from './offer.js'

/** Lets a server of the older SDK ask the core, as one caller. Nothing can be said before an answer, so nothing that asks ends well. */
export function handleWithSdk(
  server: Server,
  dispatcher: Dispatcher,
  caller: Caller,
  capabilities: Capabilities,
): void {
  handleTools(server, dispatcher, caller)
  if (capabilities.resources) handleResources(server, dispatcher, caller)
  if (capabilities.prompts) handlePrompts(server, dispatcher, caller)
  if (capabilities.completions) handleCompletion(server, dispatcher, caller)
  server.setNotificationHandler(CancelledNotificationSchema, async ({ params }) => {
    if (params.requestId !== undefined) dispatcher.cancel(caller, params.requestId)
  })
}

function handleTools(server: Server, dispatcher: Dispatcher, caller: Caller): void {
  server.setRequestHandler(ListToolsRequestSchema, async ({ params }) =>
    JSON.parse(dispatcher.listTools(caller, params?.cursor).toString()),
  )
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { requestId }) =>
    JSON.parse(toolResultJson(answered(await dispatcher.callTool(caller, requestId, params.name, params.arguments)))),
  )
}

function handleResources(server: Server, { resources }: Dispatcher, caller: Caller): void {
  server.setRequestHandler(ListResourcesRequestSchema, async ({ params }) =>
    JSON.parse(resources.list(caller.principal, params?.cursor).toString()),
  )
  server.setRequestHandler(ListResourceTemplatesRequestSchema, async ({ params }) =>
    JSON.parse(resources.listTemplates(caller.principal, params?.cursor).toString()),
  )
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }, { requestId }) =>
    JSON.parse(await resources.read(caller, requestId, params.uri).catch(inOldWords)),
  )
}

function handlePrompts(server: Server, { prompts }: Dispatcher, caller: Caller): void {
  server.setRequestHandler(ListPromptsRequestSchema, async ({ params }) =>
    JSON.parse(prompts.list(caller.principal, params?.cursor).toString()),
  )
  server.setRequestHandler(GetPromptRequestSchema, async ({ params }, { requestId }) => {
    const { name, arguments: rawArguments } = params
    return JSON.parse(answered(await prompts.get(caller, { id: requestId, name, rawArguments })).json)
  })
}

function handleCompletion(server: Server, { complete }: Dispatcher, caller: Caller): void {
  server.setRequestHandler(CompleteRequestSchema, async ({ params: { ref, argument } }, { requestId }) => {
    const of = ref.type === 'ref/prompt' ? { prompt: ref.name } : { uriTemplate: ref.uri }
    return JSON.parse(await complete(caller, requestId, { of, argument: argument.name, typed: argument.value }))
  })
}

/** Until 2025-11-25 this had a code of its own. */
export function inOldWords(error: unknown): never {
  if (!(error instanceof ResourceNotFound)) throw error
  throw new JsonRpcError(LEGACY_RESOURCE_NOT_FOUND, error.message, error.data)
}
