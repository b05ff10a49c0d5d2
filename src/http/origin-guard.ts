import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { Config } from '../config/config.js'
import { HostNotAllowed, OriginNotAllowed } from '../errors/http-errors.js'
import { allowedBy } from './host-allowed.js'

export type OriginGuard = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void

/** Probes of an orchestrator name us by address, by pod or not at all; they learn nothing worth guarding. */
const OPEN_PREFIX = '/health/'
/** Metadata that clients in web pages read; the same for everybody (RT-7). */
const FOR_PAGES = /^(?:\/mcp)?\/\.well-known\//

/**
 * An onRequest hook that refuses foreign `Host` and `Origin` headers (GAP-32). The answer names the setting that admits them.
 */
export function originGuard(config: Config): OriginGuard {
  const allowed = allowedBy(config)
  const refusalOf = ({ url, headers: { host, origin } }: FastifyRequest) => {
    if (url.startsWith(OPEN_PREFIX)) return undefined
    if (!allowed.host(host)) return new HostNotAllowed()
    if (FOR_PAGES.test(url)) return undefined
    return origin === undefined || allowed.origin(origin) ? undefined : new OriginNotAllowed()
  }
  return (request, _reply, done) => done(refusalOf(request))
}
