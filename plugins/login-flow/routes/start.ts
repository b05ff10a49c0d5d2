import type { FastifyInstance } from 'fastify'
import type { LoginFlowDeps } from '../../../src/auth/login-flow/login-flow-deps.js'
import { isLoginFlowOffered, LOGIN_FLOW_PATH } from '../../../src/auth/login-flow/login-flow-offer.js'
import { startLogin } from '../../../src/auth/login-flow/start-login.js'
import type { OidcRuntime } from '../../../src/auth/oidc/oidc-runtime.js'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import { browserRequest, isPrefetch } from '../../../src/http/pages/browser-request.js'
import { neighbour } from '../../../src/http/pages/neighbour.js'
import { wantsJson } from '../../../src/http/pages/wants-json.js'
import { sendRefusal } from '../send-refusal.js'

/**
 * `GET /oauth/login-flow`: begins a login at Nextcloud and shows the page that waits for it. Works without parameters; takes `state`,
 * `return_to` and `ticket`. Where the login flow is not offered it leads to the OAuth way instead, ticket and all.
 */
export function start(app: FastifyInstance, deps: LoginFlowDeps, oidc: Pick<OidcRuntime, 'status'>): void {
  const options = cookieOptions(app.config)
  app.get(LOGIN_FLOW_PATH, { exposeHeadRoute: false }, async (request, reply) => {
    if (isPrefetch(request)) return reply.code(503).send()
    if (!isLoginFlowOffered(app.config, oidc.status()))
      return reply.redirect(neighbour(request.url, 'authorize-nextcloud'), 302)
    const started = await startLogin(deps, browserRequest(request))
    if (!started.ok) return sendRefusal(request, reply, started)
    for (const { name, value, maxAgeSeconds } of started.cookies)
      reply.setCookie(name, value, { ...options, maxAge: maxAgeSeconds })
    const { flowId, loginUrl, expiresAt } = started
    if (!wantsJson(request)) return reply.redirect(`login-flow-status?flow=${flowId}`, 303)
    const status_url = `${app.config.server.publicUrl}/oauth/login-flow-status?flow=${flowId}`
    const expires_at = new Date(expiresAt * 1000).toISOString()
    return reply.code(201).send({ status: 'pending', login_url: loginUrl, status_url, expires_at })
  })
}
