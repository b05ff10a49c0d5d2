import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Metrics } from '../lib/metrics.js'

export type CountRequest = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void

/** A path without a route has no pattern; its own name is for the caller to choose, so it is never a label. */
const NO_ROUTE = '(none)'
/** The caller hung up before the answer was complete; the number that nginx gave this. */
const ABANDONED = 499

/**
 * An onRequest hook that counts each request. It must be the first, so that whatever a later one refuses is counted as well. A callback, because it waits for
 * nothing; and the end is the connection's word, because Fastify has no hook for callers that hang up.
 */
export function countRequests(metrics: Metrics): CountRequest {
  return (request, reply, done) => {
    metrics.requestStarted()
    reply.raw.once('close', () => metrics.requestEnded(describe(request, reply)))
    done()
  }
}

function describe(request: FastifyRequest, reply: FastifyReply) {
  return {
    method: request.method,
    route: request.routeOptions.url ?? NO_ROUTE,
    status: reply.raw.writableEnded ? reply.raw.statusCode : ABANDONED,
    seconds: reply.elapsedTime / 1000,
  }
}
