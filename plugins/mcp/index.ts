import fp from 'fastify-plugin'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
import { isOAuthResource } from '../../src/config/is-oauth-resource.js'
import { version } from '../../src/lib/version.js'
import { createCatalogue } from '../../src/mcp/catalogue.js'
import { createDispatcher } from '../../src/mcp/dispatcher.js'
import { createEndpoint } from '../../src/mcp/endpoint.js'
import { createInFlight } from '../../src/mcp/in-flight.js'
import { availableTools, loadTools } from '../../src/mcp/load-tools.js'
import { offeredScopes } from '../../src/mcp/rights.js'
import { createSdkAdapter } from '../../src/mcp/sdk-adapter.js'
import { serverIdentity } from '../../src/mcp/server-identity.js'
import { authorizationServerOf } from './authorization-server-of.js'
import { callerFactory } from './caller-of.js'
import { messages } from './routes/messages.js'
import { resourceMetadata } from './routes/resource-metadata.js'

const meta = { name: 'mcp', dependencies: ['token-storage', 'authentication'], fastify: '5.x', encapsulate: true }

/**
 * Provides `/mcp`: the tools, for people who authenticate each request by HTTP Basic (BA-1), or by bearer token where it is an OAuth resource; there it
 * provides the resource's metadata too. No sessions, nothing stored. Everything but the metadata is authenticated, before a body is read.
 */
export const mcp = fp(async app => {
  const tools = availableTools(await loadTools(), { offlineAccess: hasBackgroundAccess(app.config) })
  const inFlight = createInFlight(app.ports)
  app.addHook('preClose', async () => inFlight.close())
  const dispatcher = createDispatcher(createCatalogue(tools), inFlight)
  const endpoint = createEndpoint(dispatcher, [], createSdkAdapter(dispatcher, serverIdentity(version)))
  const scopes = offeredScopes(tools)
  const isResource = isOAuthResource(app.config)
  const { publicUrl } = app.config.server
  await app.register(async guarded => {
    guarded.addHook('onRequest', app.authenticateMcp(scopes))
    await guarded.register(messages, {
      endpoint,
      callerOf: callerFactory(app),
      ...(isResource && { challenges: { scopes, publicUrl } }),
    })
  })
  if (!isResource) return
  await app.register(resourceMetadata, { scopes, authorizationServer: () => authorizationServerOf(app) })
}, meta)
