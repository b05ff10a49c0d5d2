import type { FastifyInstance } from 'fastify'
import { browserSession, signOut } from '../pages/browser-session.js'
import { html, sendPage } from '../pages/page-layout.js'
import { seeOther } from './authorize-answer.js'
import { authorizeQuery, authorizeRequest } from './authorize-request.js'
import { toLogin } from './login-redirect.js'
import type { OidcContext } from './oidc-context.js'
import { requestParams, text } from './request-params.js'

const CONFIG = { kind: 'page', credentials: 'optional' } as const

/** The page the login comes back to, and logout at the provider (OpenID Connect RP-Initiated Logout 1.0). */
export function sessionRoutes(scope: FastifyInstance, context: OidcContext): void {
  const { world, state } = context
  scope.get('/apps/oidc/redirect', { config: CONFIG }, async (request, reply) => {
    if (browserSession(world, request) === undefined) return toLogin(reply, world.basePath, request.originalUrl)
    const next = `${world.basePath}/apps/oidc/authorize?${authorizeQuery(authorizeRequest(requestParams(request)))}`
    const head = html`<meta http-equiv="refresh" content="0;url=${next}" />`
    const body = html`<p><a href="${next}">Continue</a></p>`
    reply.header('access-control-allow-origin', '*').header('access-control-allow-methods', 'GET')
    return sendPage(reply, { basePath: world.basePath, head, body })
  })
  scope.get('/apps/oidc/logout', { config: CONFIG }, async (request, reply) => {
    const person = browserSession(world, request)
    signOut(world, request, reply)
    for (const grant of state.grants.values()) {
      if (grant.uid === person?.account.uid) state.grants.delete(grant.number)
    }
    const target = text(requestParams(request), 'post_logout_redirect_uri')
    return seeOther(reply, isOwn(world.url, target) ? target : `${world.basePath}/login`)
  })
}

/** Logout sends people to this server only: where else it may is a setting that the sandbox does not have. */
function isOwn(base: string, target: string | undefined): target is string {
  return target !== undefined && URL.canParse(target) && new URL(target).origin === new URL(base).origin
}
