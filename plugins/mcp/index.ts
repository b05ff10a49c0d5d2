import fp from 'fastify-plugin'
import { scopeNames } from '../../src/auth/oidc/scope-names.js'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
import { isAuthorizationServer } from '../../src/config/is-authorization-server.js'
import { isOAuthResource } from '../../src/config/is-oauth-resource.js'
import { version } from '../../src/lib/version.js'
import { createCore } from '../../src/mcp/create-core.js'
import { availableTools, loadTools } from '../../src/mcp/load-tools.js'
import type { Offer } from '../../src/mcp/offer.js'
import { offeredScopes } from '../../src/mcp/rights.js'
import { serverIdentity } from '../../src/mcp/server-identity.js'
import { answerBrowser } from './answer-browser.js'
import { authorizationServerOf } from './authorization-server-of.js'
import { callerFactory } from './caller-of.js'
import { messages } from './routes/messages.js'
import { resourceMetadata } from './routes/resource-metadata.js'

const meta = { name: 'mcp', dependencies: ['token-storage', 'authentication'], fastify: '5.x', encapsulate: true }

export interface McpOptions {
  /** Instead of the tools of this house. */
  offer?: Offer | undefined
}

/**
 * Provides `/mcp`: the tools, for people who authenticate each request by HTTP Basic (BA-1), or by bearer token where it is an OAuth resource; there it
 * provides the resource's metadata too. Nothing is stored. Everything but the metadata, and a page for people with browsers, is authenticated, before a body is read.
 */
export const mcp = fp<McpOptions>(async (app, { offer: given }) => {
  const offer = given ?? {
    tools: availableTools(await loadTools(), { offlineAccess: hasBackgroundAccess(app.config) }),
  }
  const { endpoint, warmUp, close } = createCore({
    offer,
    identity: serverIdentity(version),
    ports: app.ports,
    mac: (...parts) => app.vault.mac('request-state-mac', ...parts),
    tracing: app.tracing,
  })
  app.addHook('onListen', warmUp)
  app.addHook('preClose', close)
  const scopes = offeredScopes(offer.tools)
  const nameOf = isAuthorizationServer(app.config) ? asWeDo : scopeNames(app.config.oidc.resourceServerId)
  const named = scopes.map(nameOf)
  const isResource = isOAuthResource(app.config)
  const { publicUrl } = app.config.server
  const browsers = answerBrowser(app)
  await app.register(async guarded => {
    guarded.addHook('onRequest', browsers)
    guarded.addHook('onRequest', app.authenticateMcp(named))
    await guarded.register(messages, {
      endpoint,
      callerOf: callerFactory(app),
      ...(isResource && { challenges: { scopes, nameOf, publicUrl } }),
    })
  })
  if (!isResource) return
  await app.register(resourceMetadata, { scopes: named, authorizationServer: () => authorizationServerOf(app) })
}, meta)

/** Where clients get their tokens from us, scopes are called what we call them. */
const asWeDo = (scope: string) => scope
