import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type Finished,
  finishProvisioning,
  type Provisioned,
} from '../../../src/auth/provisioning/finish-provisioning.js'
import type { ProvisioningDeps } from '../../../src/auth/provisioning/provisioning-deps.js'
import { openSession } from '../../../src/auth/server/sessions/browser-session.js'
import { browserRequest, type BrowserRequest } from '../../../src/http/pages/browser-request.js'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import { sendPage } from '../../../src/http/pages/send-page.js'
import { wantsJson } from '../../../src/http/pages/wants-json.js'
import { successPage } from '../pages/success.js'
import { sendRefusal } from '../send-refusal.js'

/** The first is registered at Nextcloud; the others are for clients that were registered by hand under older names. */
const PATHS = ['/oauth/callback', '/oauth/callback-nextcloud', '/oauth/login-callback']

/** `GET /oauth/callback`: Nextcloud sends the browser back here. HEAD is not answered, because a GET has effects. */
export function callback(app: FastifyInstance, deps: ProvisioningDeps): void {
  const options = cookieOptions(app.config)
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const arrived = browserRequest(request)
    const finished = await finishProvisioning(deps, arrived)
    if (finished.clearCookie !== undefined) reply.clearCookie(finished.clearCookie, options)
    if (finished.signInFor !== undefined) return goOn(deps, reply, { finished, arrived, target: finished.signInFor })
    return finished.ok ? sendSuccess(request, reply, finished) : sendRefusal(request, reply, finished)
  }
  for (const path of PATHS) app.get(path, { exposeHeadRoute: false }, answer)
}

/** A sign-in goes on where it was for: in a session of its person, or with the reason why there is none. */
async function goOn(
  deps: ProvisioningDeps,
  reply: FastifyReply,
  { finished, arrived, target }: { finished: Finished; arrived: BrowserRequest; target: string },
) {
  const url = new URL(target)
  if (finished.ok) {
    const { name, value, maxAgeSeconds } = await openSession(deps, finished.userId, arrived.cookies)
    reply.setCookie(name, value, { ...cookieOptions(deps.config), maxAge: maxAgeSeconds })
  } else {
    url.searchParams.set('failure', finished.failure)
  }
  return reply.redirect(url.href, 303)
}

function sendSuccess(
  request: FastifyRequest,
  reply: FastifyReply,
  { userId, scopes, correlationId, returnTo }: Provisioned,
) {
  if (wantsJson(request)) {
    const state = correlationId === null ? {} : { state: correlationId }
    return reply.send({ status: 'provisioned', user: userId, scopes: scopes ?? [], ...state })
  }
  if (returnTo !== null) return reply.redirect(returnTo, 303)
  return sendPage(reply, 200, successPage({ userId, nextcloudUrl: request.server.config.nextcloud.publicUrl }))
}
