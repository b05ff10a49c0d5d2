import { CLIENT_CAPABILITIES_META_KEY, Server, type ServerContext } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Caller } from './caller.js'
import type { ClientFeature, Exchange } from './conversation.js'
import type { Dispatcher } from './dispatcher.js'
import { inputRequiredJson, outcomeJson } from './json-rpc.js'
import type { Capabilities } from './offer.js'
import type { ServerIdentity } from './server-identity.js'

/** What a server of the newer SDK is made of. */
export interface CurrentServerParts {
  dispatcher: Dispatcher
  identity: ServerIdentity
  capabilities: Capabilities
}

/** For how long a client may keep a list. Lists differ between people and tokens, so nobody may share them. */
export const LIST_CACHE = { ttlMs: 60_000, cacheScope: 'private' } as const

const CACHE_HINTS = {
  'tools/list': LIST_CACHE,
  'prompts/list': LIST_CACHE,
  'resources/list': LIST_CACHE,
  'resources/templates/list': LIST_CACHE,
}

/** Who is behind one message. */
export type CallerOf = (context: ServerContext) => Caller

/**
 * A low-level server of `@modelcontextprotocol/server`, which knows nothing but how to ask the core. One per request in 2026-07-28, one per session before:
 * there, the SDK itself puts questions to the client and calls the handler again.
 */
export function createCurrentServer(
  { dispatcher, identity, capabilities }: CurrentServerParts,
  callerOf: CallerOf,
): Server {
  const { info, instructions } = identity
  const server = new Server(info, { capabilities, instructions, cacheHints: CACHE_HINTS })
  const exchangeOf = (context: ServerContext) => exchange(server, context)
  handleTools(server, dispatcher, callerOf, exchangeOf)
  if (capabilities.resources) handleResources(server, dispatcher, callerOf)
  if (capabilities.prompts) handlePrompts(server, dispatcher, callerOf, exchangeOf)
  if (capabilities.completions) handleCompletion(server, dispatcher, callerOf)
  return server
}

type ExchangeOf = (context: ServerContext) => Exchange

function handleTools(server: Server, dispatcher: Dispatcher, callerOf: CallerOf, exchangeOf: ExchangeOf): void {
  server.setRequestHandler('tools/list', async ({ params }, context) =>
    JSON.parse(dispatcher.listTools(callerOf(context), params?.cursor).toString()),
  )
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const { id } = context.mcpReq
    const { name, arguments: args } = params
    return JSON.parse(outcomeJson(await dispatcher.callTool(callerOf(context), id, name, args, exchangeOf(context))))
  })
}

function handleResources(server: Server, { resources }: Dispatcher, callerOf: CallerOf): void {
  server.setRequestHandler('resources/list', async ({ params }, context) =>
    JSON.parse(resources.list(callerOf(context).principal, params?.cursor).toString()),
  )
  server.setRequestHandler('resources/templates/list', async ({ params }, context) =>
    JSON.parse(resources.listTemplates(callerOf(context).principal, params?.cursor).toString()),
  )
  server.setRequestHandler('resources/read', async ({ params }, context) =>
    JSON.parse(await resources.read(callerOf(context), context.mcpReq.id, params.uri)),
  )
}

function handlePrompts(server: Server, { prompts }: Dispatcher, callerOf: CallerOf, exchangeOf: ExchangeOf): void {
  server.setRequestHandler('prompts/list', async ({ params }, context) =>
    JSON.parse(prompts.list(callerOf(context).principal, params?.cursor).toString()),
  )
  server.setRequestHandler('prompts/get', async ({ params }, context) => {
    const { name, arguments: rawArguments } = params
    const wanted = { id: context.mcpReq.id, name, rawArguments, exchange: exchangeOf(context) }
    const given = await prompts.get(callerOf(context), wanted)
    return JSON.parse('asks' in given ? inputRequiredJson(given) : given.json)
  })
}

function handleCompletion(server: Server, { complete }: Dispatcher, callerOf: CallerOf): void {
  server.setRequestHandler('completion/complete', async ({ params: { ref, argument } }, context) => {
    const of = ref.type === 'ref/prompt' ? { prompt: ref.name } : { uriTemplate: ref.uri }
    const typing = { of, argument: argument.name, typed: argument.value }
    return JSON.parse(await complete(callerOf(context), context.mcpReq.id, typing))
  })
}

/** What cannot be delivered any more was said to nobody. */
const unheard = () => {}

function exchange(server: Server, { mcpReq }: ServerContext): Exchange {
  const token = mcpReq._meta?.progressToken
  const state = mcpReq.requestState()
  return {
    can: features(mcpReq.envelope, server),
    progress(progress, total, message) {
      if (token === undefined) return
      const params = { progressToken: token, progress, total, message }
      mcpReq.notify({ method: 'notifications/progress', params }).catch(unheard)
    },
    log: (level, data) => void mcpReq.log(level, data).catch(unheard),
    answers: mcpReq.inputResponses ?? {},
    state: typeof state === 'string' ? state : undefined,
  }
}

/** Each request of 2026-07-28 says it anew; before, `initialize` said it for the session. */
function features(envelope: object | undefined, server: Server): ReadonlySet<ClientFeature> {
  const declared = Envelope.safeParse(envelope).data?.[CLIENT_CAPABILITIES_META_KEY] ?? server.getClientCapabilities()
  return new Set(FEATURES.filter(feature => declared?.[feature] !== undefined))
}

const FEATURES = ['elicitation', 'sampling', 'roots'] as const
const Capability = z.unknown().optional()
const Envelope = z.object({
  [CLIENT_CAPABILITIES_META_KEY]: z.object({ elicitation: Capability, sampling: Capability, roots: Capability }),
})
