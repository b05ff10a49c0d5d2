import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors/app-error.js'
import { parseTraceparent } from '../lib/traceparent.js'
import type { Span, Tracing } from '../lib/tracing.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The time that this request takes; absent where nothing is traced. */
    span?: Span
    /** Why it was refused or failed: a code of ours. */
    failure?: string
  }
}

/** The caller hung up before the answer was complete. */
const ABANDONED = 'client_disconnected'

/**
 * A span per request, named by method and pattern of the route, from here to the end of the connection's answer; whatever later hooks and the handler start is
 * part of it. The body comes from the connection, which knows nothing of the request; Fastify goes on where it was when the body is there.
 */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', (request, reply, done) => {
    const span = tracing.start(factsOf(request))
    request.span = span
    reply.raw.once('close', () => finish(span, reply.raw, request.failure))
    span.run(done)
  })
}

/** For error handlers: what went wrong, by its stable code. Costs nothing where nothing is traced. */
export function traceFailure(request: FastifyRequest, error: unknown): void {
  if (request.span && error instanceof AppError) request.failure = error.code
}

function factsOf({
  method,
  routeOptions: { url: route },
  headers,
  id,
}: FastifyRequest): Parameters<Tracing['start']>[0] {
  return {
    name: route === undefined ? method : `${method} ${route}`,
    kind: 'server',
    attributes: {
      'http.request.method': method,
      ...(route !== undefined && { 'http.route': route }),
      'ncmcp.request.id': id,
    },
    parent: parseTraceparent(headers.traceparent),
  }
}

/** As OpenTelemetry says of servers, what is the caller's fault (4xx) is no failed span. */
function finish(span: Span, { writableEnded, statusCode }: FastifyReply['raw'], failure: string | undefined): void {
  if (writableEnded) span.set({ 'http.response.status_code': statusCode })
  if (writableEnded && statusCode >= 500) span.fail(failure ?? String(statusCode))
  else if (!writableEnded || failure !== undefined) span.set({ 'error.type': failure ?? ABANDONED })
  span.end()
}
