import type { FastifyReply, FastifyRequest } from 'fastify'

/** An onRequest hook: headers that every answer carries. Pages add their own Content-Security-Policy. */
export async function securityHeaders(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('cache-control', 'no-store')
}
