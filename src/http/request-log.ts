import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { parseTraceparent } from '../lib/traceparent.js'

/**
 * An onResponse hook: one line per request. The route's pattern stands for the URL, so neither ids nor queries are written (LOG-2).
 */
export function logRequest(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  const trace = parseTraceparent(request.headers.traceparent)?.traceId
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(trace === undefined ? {} : { trace }),
    },
    'request',
  )
  done()
}
