import fp from 'fastify-plugin'
import { version } from '../../src/lib/version.js'
import { createCatalogue } from '../../src/mcp/catalogue.js'
import { createDispatcher } from '../../src/mcp/dispatcher.js'
import { createEndpoint } from '../../src/mcp/endpoint.js'
import { createInFlight } from '../../src/mcp/in-flight.js'
import { availableTools, loadTools } from '../../src/mcp/load-tools.js'
import { createSdkAdapter } from '../../src/mcp/sdk-adapter.js'
import { serverIdentity } from '../../src/mcp/server-identity.js'
import { callerFactory } from './caller-of.js'
import { messages } from './routes/messages.js'

const meta = { name: 'mcp', dependencies: ['token-storage', 'authentication'], fastify: '5.x', encapsulate: true }

/**
 * Provides `/mcp`: the tools, for people who authenticate each request by HTTP Basic (BA-1). No sessions, nothing stored.
 * Everything in here is authenticated, before a body is read.
 */
export const mcp = fp(async app => {
  const tools = availableTools(await loadTools(), { offlineAccess: app.oauth !== undefined })
  const inFlight = createInFlight(app.ports)
  app.addHook('preClose', async () => inFlight.close())
  const dispatcher = createDispatcher(createCatalogue(tools), inFlight)
  const endpoint = createEndpoint(dispatcher, [], createSdkAdapter(dispatcher, serverIdentity(version)))
  app.addHook('onRequest', app.authenticateBasic)
  await app.register(messages, { endpoint, callerOf: callerFactory(app) })
}, meta)
