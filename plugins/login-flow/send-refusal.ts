import type { FastifyReply, FastifyRequest } from 'fastify'
import { OUTCOMES } from '../../src/auth/provisioning/outcomes.js'
import type { Refusal } from '../../src/auth/provisioning/refusal.js'
import { sendPage } from '../../src/http/pages/send-page.js'
import { wantsJson } from '../../src/http/pages/wants-json.js'
import { failurePage } from './pages/failure.js'

/** Answers by the table of outcomes: a page for people, `{status, error, error_description}` for programs. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { failure, retryAfterSeconds } = refusal
  const { status, error, description } = OUTCOMES[failure]
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  if (wantsJson(request)) return reply.code(status).send(asJson(request, refusal))
  const nextcloudUrl = request.server.config.nextcloud.publicUrl
  return sendPage(reply, status, failurePage({ failure, description, error, requestId: request.id, nextcloudUrl }))
}

function asJson({ id }: FastifyRequest, { failure }: Refusal) {
  const { error, description } = OUTCOMES[failure]
  const status = failure === 'login_expired' ? 'expired' : failure === 'unknown_state' ? 'not_found' : 'error'
  return { status, error, error_description: description, request_id: id }
}
