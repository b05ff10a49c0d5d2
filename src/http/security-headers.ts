import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * An onRequest hook: headers that every answer carries. Pages add their own Content-Security-Policy. The request's id is what people quote and logs hold.
 */
export async function securityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('cache-control', 'no-store')
  reply.header('x-request-id', request.id)
}
