import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import {
  CallToolRequestSchema,
  CancelledNotificationSchema,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv-provider.js'
import type { Caller } from './caller.js'
import type { Dispatcher } from './dispatcher.js'
import { toolResultJson } from './json-rpc.js'
import type { McpReply, McpRequest, ProtocolAdapter } from './protocol-adapter.js'
import type { ServerIdentity } from './server-identity.js'

/** The transport looks at the path for nothing; ours is not its business. */
const ANY_URL = 'http://localhost/mcp'
const TRANSPORT_HEADERS = ['accept', 'content-type', 'mcp-protocol-version'] as const

/**
 * Revisions up to 2025-11-25 through `@modelcontextprotocol/sdk`, without sessions: a server and a transport per request, and nothing kept.
 * The only file that knows that SDK. One validator is shared, because each server would build its own Ajv.
 */
export function createSdkAdapter(dispatcher: Dispatcher, identity: ServerIdentity): ProtocolAdapter {
  const options = {
    capabilities: { tools: {} },
    instructions: identity.instructions,
    jsonSchemaValidator: new AjvJsonSchemaValidator(),
  }
  return {
    speaks: () => true,
    async answer(request, caller) {
      const server = new Server(identity.info, options)
      handle(server, dispatcher, caller)
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
      await server.connect(transport)
      try {
        return await reply(await transport.handleRequest(toRequest(request), parsedBody(request)))
      } finally {
        await server.close()
      }
    },
  }
}

function handle(server: Server, dispatcher: Dispatcher, caller: Caller): void {
  server.setRequestHandler(ListToolsRequestSchema, async ({ params }) =>
    JSON.parse(dispatcher.listTools(caller, params?.cursor).toString()),
  )
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { requestId }) =>
    JSON.parse(toolResultJson(await dispatcher.callTool(caller, requestId, params.name, params.arguments))),
  )
  server.setNotificationHandler(CancelledNotificationSchema, async ({ params }) => {
    if (params.requestId !== undefined) dispatcher.cancel(caller, params.requestId)
  })
}

function toRequest({ headers, text }: McpRequest): Request {
  const passed = TRANSPORT_HEADERS.flatMap(name =>
    headers[name] === undefined ? [] : [[name, headers[name]] as const],
  )
  return new Request(ANY_URL, { method: 'POST', headers: passed.map(([name, value]) => [name, value]), body: text })
}

/** Text that is not JSON is left to the transport to refuse, so that the refusal is its own. */
function parsedBody({ message }: McpRequest): { parsedBody?: unknown } {
  return message === undefined ? {} : { parsedBody: message }
}

async function reply(response: Response): Promise<McpReply> {
  const contentType = response.headers.get('content-type') ?? undefined
  return {
    status: response.status,
    contentType,
    body: response.body === null ? null : await response.text(),
  }
}
