import { fastify, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { authentication } from '../plugins/authentication/index.js'
import { health } from '../plugins/health/index.js'
import { loginFlow } from '../plugins/login-flow/index.js'
import { managementApi } from '../plugins/management-api/index.js'
import { mcp, type McpOptions } from '../plugins/mcp/index.js'
import { metrics } from '../plugins/metrics/index.js'
import { oauthProvisioning } from '../plugins/oauth-provisioning/index.js'
import { type OAuthServerOptions, oauthServer } from '../plugins/oauth-server/index.js'
import { tokenStorage } from '../plugins/token-storage/index.js'
import { webhooks } from '../plugins/webhooks/index.js'
import type { Config } from './config/config.js'
import { countRequests } from './http/count-requests.js'
import { createLogger } from './http/create-logger.js'
import { crossOrigin } from './http/cross-origin.js'
import './http/decorators.js'
import { errorHandler } from './http/error-handler.js'
import { answerNotFound } from './http/not-found.js'
import { originGuard } from './http/origin-guard.js'
import { requestIds } from './http/request-ids.js'
import { logRequest } from './http/request-log.js'
import { securityHeaders } from './http/security-headers.js'
import { serverOptions } from './http/server-options.js'
import { traceRequests } from './http/trace-requests.js'
import { silentMetrics } from './lib/metrics.js'
import { systemPorts, type Ports } from './lib/ports.js'
import { version } from './lib/version.js'
import { createMetrics } from './metrics/create-metrics.js'
import { countedHttpClient } from './nextcloud/counted-http-client.js'
import { createHttpClient } from './nextcloud/create-http-client.js'
import type { HttpClient } from './nextcloud/http-client.js'
import { tracedHttpClient } from './nextcloud/traced-http-client.js'
import { openTracing } from './tracing/open-tracing.js'

/** What a caller may bring instead of the real thing. */
export interface AppOverrides extends OAuthServerOptions {
  ports?: Ports
  http?: HttpClient
  /** What MCP clients find instead of this house's tools. */
  offer?: McpOptions['offer']
  logger?: FastifyBaseLogger
}

/** The whole server, ready to listen: plugins in order, one error handler. Routes that a mode does not have are not registered. */
export async function buildApp(config: Config, overrides: AppOverrides = {}): Promise<FastifyInstance> {
  const ports = overrides.ports ?? systemPorts
  const logger: FastifyBaseLogger = overrides.logger ?? createLogger(config.log)
  const app = fastify(serverOptions(config, logger, requestIds(config.server.trustedProxies, ports.random)))
  const client = overrides.http ?? createHttpClient(config.nextcloud, { ports, log: logger, userAgent: userAgent() })
  const counted = config.metrics.enabled ? createMetrics() : silentMetrics
  const tracing = await openTracing(config.tracing, { ports, log: logger })
  const http = watched(client, config, { metrics: counted, tracing })
  app.decorate('config', config).decorate('ports', ports).decorate('metrics', counted).decorate('http', http)
  app.decorate('tracing', tracing)
  app.addHook('onClose', async () => {
    await http.close()
    await tracing?.close()
  })
  prepare(app, config)
  await registerPlugins(app, overrides)
  return app
}

function userAgent(): string {
  return `nextcloud-mcp/${version}`
}

function watched(
  client: HttpClient,
  config: Config,
  { metrics, tracing }: Pick<FastifyInstance, 'metrics' | 'tracing'>,
) {
  const baseUrl = config.nextcloud.url
  const counted = countedHttpClient(client, { metrics, baseUrl })
  return tracing ? tracedHttpClient(counted, { tracing, baseUrl }) : counted
}

function prepare(app: FastifyInstance, config: Config): void {
  app.setErrorHandler(errorHandler)
  answerNotFound(app)
  if (config.metrics.enabled) app.addHook('onRequest', countRequests(app.metrics))
  if (app.tracing) traceRequests(app, app.tracing)
  app.addHook('onRequest', securityHeaders)
  app.addHook('onRequest', originGuard(config))
  if (config.server.allowedOrigins.length > 0) app.addHook('onRequest', crossOrigin(config))
  app.addHook('onResponse', logRequest)
}

async function registerPlugins(app: FastifyInstance, { fetchDocument, offer }: AppOverrides): Promise<void> {
  await app.register(tokenStorage)
  await app.register(authentication)
  await app.register(health)
  await app.register(mcp, { offer })
  await app.register(oauthProvisioning)
  await app.register(loginFlow)
  await app.register(oauthServer, { fetchDocument })
  await app.register(managementApi)
  await app.register(webhooks)
  await app.register(metrics)
}
