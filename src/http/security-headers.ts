import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'

/**
 * An onRequest hook: headers that every answer carries. Pages add their own Content-Security-Policy. The request's id is what people quote and logs hold.
 * With a callback, as all hooks on the way of every request: a promise per hook is a measurable share of a fast answer.
 */
export function securityHeaders(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('cache-control', 'no-store')
  reply.header('x-request-id', request.id)
  done()
}
