import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { RouteRules } from '../route-rules.js'

const ALLOW_HEADERS =
  'Authorization, Content-Type, Accept, OCS-APIRequest, Range, Depth, Destination, Overwrite, X-Requested-With'
const HTML = 'text/html; charset=UTF-8'

/** CORS headers of a public route; Nextcloud puts them on successes only. */
export function allowOrigins(reply: FastifyReply, methods: string): FastifyReply {
  return reply.header('access-control-allow-origin', '*').header('access-control-allow-methods', methods)
}

/** Answers the CORS preflight of a route, and 405 with an empty page for the methods in `refused`. */
export function preflight(scope: FastifyInstance, url: string, refused: readonly HTTPMethods[]): void {
  const config: RouteRules = { kind: 'page', credentials: 'ignored' }
  scope.options(url, { config }, async (_request: FastifyRequest, reply: FastifyReply) => {
    allowOrigins(reply, 'PUT, POST, GET, DELETE, PATCH').header('access-control-allow-headers', ALLOW_HEADERS)
    return reply.type(HTML).send('')
  })
  if (refused.length === 0) return
  scope.route({
    method: [...refused],
    url,
    config,
    handler: async (_request, reply) => reply.code(405).type(HTML).send(''),
  })
}
