import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { finishProvisioning, type Provisioned } from '../../../src/auth/provisioning/finish-provisioning.js'
import type { ProvisioningDeps } from '../../../src/auth/provisioning/provisioning-deps.js'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import { sendPage } from '../../../src/http/pages/send-page.js'
import { wantsJson } from '../../../src/http/pages/wants-json.js'
import { successPage } from '../pages/success.js'
import { provisioningRequest } from '../provisioning-request.js'
import { sendRefusal } from '../send-refusal.js'

/** The first is registered at Nextcloud; the others are for clients that were registered by hand under older names. */
const PATHS = ['/oauth/callback', '/oauth/callback-nextcloud', '/oauth/login-callback']

/** `GET /oauth/callback`: Nextcloud sends the browser back here. HEAD is not answered, because a GET has effects. */
export function callback(app: FastifyInstance, deps: ProvisioningDeps): void {
  const options = cookieOptions(app.config)
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const finished = await finishProvisioning(deps, provisioningRequest(request))
    if (finished.clearCookie !== undefined) reply.clearCookie(finished.clearCookie, options)
    return finished.ok ? sendSuccess(request, reply, finished) : sendRefusal(request, reply, finished)
  }
  for (const path of PATHS) app.get(path, { exposeHeadRoute: false }, answer)
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
