import type { FastifyInstance } from 'fastify'
import { authorizePath, LOGIN_FLOW_PATH } from '../../../src/auth/login-flow/login-flow-offer.js'
import type { ProvisioningDeps } from '../../../src/auth/provisioning/provisioning-deps.js'
import { startProvisioning } from '../../../src/auth/provisioning/start-provisioning.js'
import { browserRequest, isPrefetch } from '../../../src/http/pages/browser-request.js'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import { neighbour } from '../../../src/http/pages/neighbour.js'
import { sendRefusal } from '../send-refusal.js'

/**
 * `GET /oauth/authorize-nextcloud`: sends the browser to Nextcloud's consent. Works without parameters; takes `state`, `return_to`
 * and `ticket`. Where OAuth cannot work and the login flow is offered it leads there, ticket and all. HEAD is not answered, because a GET
 * has effects.
 */
export function authorizeNextcloud(app: FastifyInstance, deps: ProvisioningDeps): void {
  const options = cookieOptions(app.config)
  app.get('/oauth/authorize-nextcloud', { exposeHeadRoute: false }, async (request, reply) => {
    if (isPrefetch(request)) return reply.code(503).send()
    if (authorizePath(app.config, deps.oidc.status()) === LOGIN_FLOW_PATH) {
      return reply.redirect(neighbour(request.url, 'login-flow'), 302)
    }
    const started = await startProvisioning(deps, browserRequest(request))
    if (!started.ok) return sendRefusal(request, reply, started)
    for (const { name, value, maxAgeSeconds } of started.cookies)
      reply.setCookie(name, value, { ...options, maxAge: maxAgeSeconds })
    return reply.redirect(started.location, 302)
  })
}
