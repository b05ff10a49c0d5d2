import { fastify, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { authentication } from '../plugins/authentication/index.js'
import { health } from '../plugins/health/index.js'
import { managementApi } from '../plugins/management-api/index.js'
import { mcp } from '../plugins/mcp/index.js'
import { oauthProvisioning } from '../plugins/oauth-provisioning/index.js'
import { tokenStorage } from '../plugins/token-storage/index.js'
import { webhooks } from '../plugins/webhooks/index.js'
import type { Config } from './config/config.js'
import { createLogger } from './http/create-logger.js'
import './http/decorators.js'
import { errorHandler } from './http/error-handler.js'
import { answerNotFound } from './http/not-found.js'
import { originGuard } from './http/origin-guard.js'
import { requestIds } from './http/request-ids.js'
import { logRequest } from './http/request-log.js'
import { securityHeaders } from './http/security-headers.js'
import { serverOptions } from './http/server-options.js'
import { systemPorts, type Ports } from './lib/ports.js'
import { version } from './lib/version.js'
import { createHttpClient } from './nextcloud/create-http-client.js'
import type { HttpClient } from './nextcloud/http-client.js'

/** What a caller may bring instead of the real thing. */
export interface AppOverrides {
  ports?: Ports
  http?: HttpClient
  logger?: FastifyBaseLogger
}

/** The whole server, ready to listen: plugins in order, one error handler. Routes that a mode does not have are not registered. */
export async function buildApp(config: Config, overrides: AppOverrides = {}): Promise<FastifyInstance> {
  const ports = overrides.ports ?? systemPorts
  const logger: FastifyBaseLogger = overrides.logger ?? createLogger(config.log)
  const app = fastify(serverOptions(config, logger, requestIds(ports.random)))
  const http = overrides.http ?? createHttpClient(config.nextcloud, { ports, log: logger, userAgent: userAgent() })
  app.decorate('config', config).decorate('ports', ports).decorate('http', http)
  app.addHook('onClose', async () => http.close())
  prepare(app, config)
  await registerPlugins(app)
  return app
}

function userAgent(): string {
  return `nextcloud-mcp/${version}`
}

function prepare(app: FastifyInstance, config: Config): void {
  app.setErrorHandler(errorHandler)
  answerNotFound(app)
  app.addHook('onRequest', securityHeaders)
  app.addHook('onRequest', originGuard(config))
  app.addHook('onResponse', logRequest)
}

async function registerPlugins(app: FastifyInstance): Promise<void> {
  await app.register(tokenStorage)
  await app.register(authentication)
  await app.register(health)
  await app.register(mcp)
  await app.register(oauthProvisioning)
  await app.register(managementApi)
  await app.register(webhooks)
}
