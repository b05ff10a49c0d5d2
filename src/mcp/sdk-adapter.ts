import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv-provider.js'
import type { Dispatcher } from './dispatcher.js'
import type { Capabilities } from './offer.js'
import type { McpRequest, ProtocolAdapter } from './protocol-adapter.js'
import { handleWithSdk } from './sdk-handlers.js'
import type { ServerIdentity } from './server-identity.js'
import { fromWebResponse, toWebRequest } from './web-messages.js'

/**
 * Revisions up to 2025-11-25 through `@modelcontextprotocol/sdk`, without sessions: a server and a transport per request, and nothing kept.
 * This file and the one of its handlers are all that knows that SDK. One validator is shared, because each server would build its own Ajv.
 */
export function createSdkAdapter(
  dispatcher: Dispatcher,
  identity: ServerIdentity,
  offered: Capabilities = { tools: {} },
): ProtocolAdapter {
  const capabilities = withoutSessions(offered)
  const options = {
    capabilities,
    instructions: identity.instructions,
    jsonSchemaValidator: new AjvJsonSchemaValidator(),
  }
  return {
    speaks: () => true,
    async answer(request, caller) {
      const server = new Server(identity.info, options)
      handleWithSdk(server, dispatcher, caller, capabilities)
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
      await server.connect(transport)
      try {
        return await fromWebResponse(await transport.handleRequest(toWebRequest(request), parsedBody(request)))
      } finally {
        await server.close()
      }
    },
  }
}

/** Text that is not JSON is left to the transport to refuse, so that the refusal is its own. */
function parsedBody({ message }: McpRequest): { parsedBody?: unknown } {
  return message === undefined ? {} : { parsedBody: message }
}

/** Changes are told to sessions alone, and nothing is logged to a client who hears only answers. */
function withoutSessions({ tools: _tools, resources, prompts, completions }: Capabilities): Capabilities {
  return {
    tools: {},
    ...(resources && { resources: {} }),
    ...(prompts && { prompts: {} }),
    ...(completions && { completions }),
  }
}
