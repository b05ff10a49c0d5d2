import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { LoginFlowDeps } from '../../../src/auth/login-flow/login-flow-deps.js'
import { cancelLogin, lookAtLogin, type LoginView } from '../../../src/auth/login-flow/look-at-login.js'
import type { ProvisioningRequest } from '../../../src/auth/provisioning/provisioning-deps.js'
import type { Refusal } from '../../../src/auth/provisioning/refusal.js'
import { sendPage } from '../../../src/http/pages/send-page.js'
import { wantsJson } from '../../../src/http/pages/wants-json.js'
import { browserRequest } from '../../../src/http/pages/browser-request.js'
import { successPage } from '../pages/success.js'
import { waitingPage } from '../pages/waiting.js'
import { sendRefusal } from '../send-refusal.js'

type Look = (deps: LoginFlowDeps, request: ProvisioningRequest) => Promise<LoginView | Refusal>

/** `GET /oauth/login-flow-status?flow=…`, for the browser that began; `POST /oauth/login-flow-cancel?flow=…` ends the wait. */
export function status(app: FastifyInstance, deps: LoginFlowDeps): void {
  const answer = (look: Look) => async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = browserRequest(request)
    const view = await look(deps, asked)
    if (!view.ok) return sendRefusal(request, reply, view)
    if (wantsJson(request)) return reply.send(asJson(view))
    return view.stage === 'done' ? sendDone(request, reply, view) : sendWaiting(deps, reply, asked, view)
  }
  app.get('/oauth/login-flow-status', { exposeHeadRoute: false }, answer(lookAtLogin))
  app.post('/oauth/login-flow-cancel', answer(cancelLogin))
}

type Done = Extract<LoginView, { stage: 'done' }>
type Waiting = Extract<LoginView, { stage: 'waiting' }>

function sendDone(request: FastifyRequest, reply: FastifyReply, { userId, returnTo }: Done) {
  if (returnTo !== null) return reply.redirect(returnTo, 303)
  return sendPage(reply, 200, successPage({ userId, nextcloudUrl: request.server.config.nextcloud.publicUrl }))
}

function sendWaiting({ ports }: LoginFlowDeps, reply: FastifyReply, { query }: ProvisioningRequest, view: Waiting) {
  const secondsLeft = view.expiresAt - Math.floor(ports.now() / 1000)
  const minutesLeft = Math.max(0, Math.ceil(secondsLeft / 60))
  return sendPage(reply, 200, waitingPage({ loginUrl: view.loginUrl, flowId: String(query['flow']), minutesLeft }))
}

function asJson(view: LoginView) {
  const state = view.correlationId === null ? {} : { state: view.correlationId }
  if (view.stage === 'done') return { status: 'completed', username: view.userId, ...state }
  return {
    status: 'pending',
    login_url: view.loginUrl,
    expires_at: new Date(view.expiresAt * 1000).toISOString(),
    ...state,
  }
}
