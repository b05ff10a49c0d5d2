import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { refusedRedirect, startAuthorization } from '../../../src/auth/server/authorize/start-authorization.js'
import { OAuthRefused } from '../../../src/errors/oauth-errors.js'
import { browserRequest, isPrefetch } from '../../../src/http/pages/browser-request.js'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import { sendToSignIn } from '../send-to-sign-in.js'
import type { ServerContext } from '../server-context.js'
import { explained } from '../show-problem.js'

/** `GET /oauth/authorize`: a client asks for access (RFC 6749, section 4.1.1). HEAD is not answered, because a GET has effects. */
export const authorize: FastifyPluginAsync<ServerContext> = async (app, context) => {
  app.get('/oauth/authorize', { exposeHeadRoute: false }, async (request, reply) => {
    if (isPrefetch(request)) return reply.code(503).send()
    return explained(request, reply, () => begin(context, request, reply))
  })
}

async function begin(context: ServerContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { server, authorizations } = context
  const arrived = browserRequest(request)
  const retryAfterSeconds = authorizations.start(arrived.ip)
  if (retryAfterSeconds > 0)
    throw new OAuthRefused('too_many_requests', 'Too many authorizations from this address.', { retryAfterSeconds })
  const started = await startAuthorization(server, arrived.query)
  if (started.kind === 'redirect') return reply.redirect(started.location, 302)
  const { cookie, returnTo, address } = started
  reply.setCookie(cookie.name, cookie.value, { ...cookieOptions(server.config), maxAge: cookie.maxAgeSeconds })
  try {
    return await sendToSignIn(context, reply, arrived, returnTo)
  } catch (error) {
    if (error instanceof OAuthRefused) return reply.redirect(refusedRedirect(server, address, error), 302)
    throw error
  }
}
