import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { startAuthorization } from '../../../src/auth/server/authorize/start-authorization.js'
import { OAuthRefused } from '../../../src/errors/oauth-errors.js'
import { browserRequest, isPrefetch } from '../../../src/http/pages/browser-request.js'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import type { ServerContext } from '../server-context.js'
import { explained } from '../show-problem.js'

/** `GET /oauth/authorize`: a client asks for access (RFC 6749, section 4.1.1), and the person is shown our page. HEAD is not answered, because a GET has effects. */
export const authorize: FastifyPluginAsync<ServerContext> = async (app, context) => {
  app.get('/oauth/authorize', { exposeHeadRoute: false }, async (request, reply) => {
    if (isPrefetch(request)) return reply.code(503).send()
    return explained(request, reply, () => begin(context, request, reply))
  })
}

async function begin(
  { server, authorizations }: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const arrived = browserRequest(request)
  const retryAfterSeconds = authorizations.start(arrived.ip)
  if (retryAfterSeconds > 0)
    throw new OAuthRefused('too_many_requests', 'Too many authorizations from this address.', { retryAfterSeconds })
  const started = await startAuthorization(server, arrived.query)
  if (started.kind === 'ask') {
    const { name, value, maxAgeSeconds } = started.cookie
    reply.setCookie(name, value, { ...cookieOptions(server.config), maxAge: maxAgeSeconds })
  }
  return reply.redirect(started.location, 302)
}
