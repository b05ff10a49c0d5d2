import type { FastifyRequest } from 'fastify'
import type { Config } from '../config/config.js'
import { HostNotAllowed, OriginNotAllowed } from '../errors/http-errors.js'
import { allowedBy } from './host-allowed.js'

/** Probes of an orchestrator name us by address, by pod or not at all; they learn nothing worth guarding. */
const OPEN_PREFIX = '/health/'
/** Metadata that clients in web pages read; the same for everybody (RT-7). */
const FOR_PAGES = /^(?:\/mcp)?\/\.well-known\//

/**
 * An onRequest hook that refuses foreign `Host` and `Origin` headers (GAP-32). The answer names the setting that admits them.
 */
export function originGuard(config: Config): (request: FastifyRequest) => Promise<void> {
  const allowed = allowedBy(config)
  return async request => {
    if (request.url.startsWith(OPEN_PREFIX)) return
    if (!allowed.host(request.headers.host)) throw new HostNotAllowed()
    if (FOR_PAGES.test(request.url)) return
    const { origin } = request.headers
    if (origin !== undefined && !allowed.origin(origin)) throw new OriginNotAllowed()
  }
}
