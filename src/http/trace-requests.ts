import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { AppError } from '../errors/app-error.js'
import { parseTraceparent } from '../lib/traceparent.js'
import type { Span, Tracing } from '../lib/tracing.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request takes how long; absent where nothing is traced. */
    span?: Span
  }
}

/** The caller hung up before the answer was complete. */
const ABANDONED = 'client_disconnected'

/**
 * A span per request, named by method and pattern of the route, from here to the end of the connection's answer; whatever later hooks and the handler start is
 * part of it. The body is read from the connection, which knows nothing of the request, so the span is taken up again after that.
 */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', (request, reply, done) => {
    const span = tracing.start(factsOf(request))
    request.span = span
    reply.raw.once('close', () => finish(span, reply.raw))
    span.run(done)
  })
  app.addHook('preValidation', resume)
}

/** For error handlers: what went wrong, by its stable code. Costs nothing where nothing is traced. */
export function traceFailure(request: FastifyRequest, error: unknown): void {
  if (error instanceof AppError) request.span?.set({ 'error.type': error.code })
}

function resume(request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void {
  if (request.span) request.span.run(done)
  else done()
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
function finish(span: Span, { writableEnded, statusCode }: FastifyReply['raw']): void {
  if (writableEnded) span.set({ 'http.response.status_code': statusCode })
  else span.set({ 'error.type': ABANDONED })
  if (writableEnded && statusCode >= 500) span.fail(String(statusCode))
  span.end()
}
