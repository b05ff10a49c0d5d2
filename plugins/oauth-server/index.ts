import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { countedDoor } from '../../src/auth/bearer/counted-door.js'
import { provisioningDeps } from '../../src/auth/provisioning/provisioning-deps.js'
import { createStartLimiter } from '../../src/auth/provisioning/start-limiter.js'
import type { AuthorizationServer } from '../../src/auth/server/authorization-server.js'
import { createClientDocuments } from '../../src/auth/server/clients/client-documents.js'
import { createDocumentFetch, type FetchDocument } from '../../src/auth/server/clients/fetch-document.js'
import { endWithoutAccess } from '../../src/auth/server/connected-clients.js'
import { hasAccess } from '../../src/auth/server/person-access.js'
import { serverDoor } from '../../src/auth/server/server-door.js'
import type { ServerDeps } from '../../src/auth/server/server-deps.js'
import { isOurAccessToken } from '../../src/auth/server/tokens/token-forms.js'
import { verifyAccessToken } from '../../src/auth/server/tokens/verify-access-token.js'
import { isAuthorizationServer } from '../../src/config/is-authorization-server.js'
import { version } from '../../src/lib/version.js'
import { browserPages } from './routes/browser-pages.js'
import { endpoints } from './routes/endpoints.js'
import { metadata } from './routes/metadata.js'
import type { ServerContext } from './server-context.js'

declare module 'fastify' {
  interface FastifyInstance {
    /** Not there where MCP clients do not sign people in through us. */
    authorizationServer: AuthorizationServer | undefined
  }
}
const meta = { name: 'oauth-server', dependencies: ['token-storage', 'authentication'], fastify: '5.x' }
const MAX_REGISTRATIONS = 10

/** What a caller may bring instead of the real thing. */
export interface OAuthServerOptions {
  /** How documents of clients are fetched. */
  fetchDocument?: FetchDocument | undefined
}

/**
 * Provides `app.authorizationServer`, and the routes of an OAuth 2.1 authorization server for MCP clients: metadata, `/oauth/authorize`, `/oauth/consent`,
 * `/oauth/token`, `/oauth/revoke`, `/oauth/register` and `/oauth/clients`. Needs token-storage and authentication; oauth-provisioning takes the browser back
 * from Nextcloud. Puts its door before those of `app.oauth`. In hybrid mode only with `MCP_OAUTH`.
 */
export const oauthServer = fp<OAuthServerOptions>(async (app, { fetchDocument }) => {
  const context = isAuthorizationServer(app.config) ? contextOf(app, fetchDocument) : undefined
  if (!context || !app.oauth) return
  app.decorate('authorizationServer', portOf(context.server))
  const { broker, doors, probe } = app.oauth
  broker.onRevoked(userId => void endAccess(app, context.server, userId))
  doors.unshift(countedDoor(serverDoor(context.server, broker, probe), app.metrics))
  const { server, oidc } = app.config
  await app.register(metadata, { issuer: server.publicUrl, registration: oidc.clientRegistration })
  await app.register(async routes => {
    routes.addHook('onRequest', async (_request, reply) => void reply.header('pragma', 'no-cache'))
    await routes.register(browserPages, context)
    await routes.register(endpoints, context)
  })
}, meta)

function contextOf(app: FastifyInstance, fetchDocument: FetchDocument | undefined): ServerContext | undefined {
  const provisioning = provisioningDeps(app)
  if (!provisioning) return undefined
  const { config, ports, audit, log } = app
  const { now } = ports
  const documents = createClientDocuments(fetchDocument ?? createDocumentFetch({ userAgent: USER_AGENT }), now)
  return {
    server: { config, storage: provisioning.storage, ports, audit, log, documents },
    provisioning,
    authorizations: createStartLimiter(now),
    registrations: createStartLimiter(now, MAX_REGISTRATIONS),
  }
}

const USER_AGENT = `nextcloud-mcp/${version}`

function portOf(server: ServerDeps): AuthorizationServer {
  return {
    issuer: server.config.server.publicUrl,
    isOurs: isOurAccessToken,
    verifyAccessToken: token => verifyAccessToken(server, token),
  }
}

/** Who revokes access ends what clients hold of it. Never rejects. */
async function endAccess(app: FastifyInstance, server: ServerDeps, userId: string): Promise<void> {
  try {
    await endWithoutAccess(server, userId, await hasAccess(server, userId))
  } catch (error) {
    app.log.error({ err: error }, 'tokens of MCP clients could not be deleted; they open nothing without the grant')
  }
}
