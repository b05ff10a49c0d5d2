import type { IncomingMessage, Server } from 'node:http'
import { LogController, type FastifyBaseLogger, type FastifyHttpOptions } from 'fastify'
import type { Config } from '../config/config.js'
import { LazyChildLogger } from './lazy-child-logger.js'

const KIB = 1024
const SECOND = 1000

/**
 * Limits of the HTTP server: request line and headers (a bearer token of `MAX_TOKEN_BYTES` and 8 KiB more), bodies (64 KiB; `/mcp` sets its own),
 * time to send a request (30 s) and to keep an idle connection (72 s, longer than the 60 s of common proxies, so that the proxy closes first).
 */
export function serverOptions(
  config: Config,
  loggerInstance: FastifyBaseLogger,
  requestId: (raw: IncomingMessage) => string,
): FastifyHttpOptions<Server> {
  return {
    loggerInstance,
    childLoggerFactory: (logger, bindings) => new LazyChildLogger(logger, bindings),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: raw => requestId(raw),
    trustProxy: config.server.trustedProxies.length > 0 ? [...config.server.trustedProxies] : false,
    bodyLimit: 64 * KIB,
    requestTimeout: 30 * SECOND,
    keepAliveTimeout: 72 * SECOND,
    http: { maxHeaderSize: config.tokens.maxBytes + 8 * KIB, headersTimeout: 15 * SECOND },
    routerOptions: { ignoreDuplicateSlashes: true, ignoreTrailingSlash: true, maxParamLength: 1024 },
  }
}
