import type { FastifyReply, FastifyRequest } from 'fastify'
import { OUTCOMES } from '../../src/auth/provisioning/outcomes.js'
import type { Refusal } from '../../src/auth/provisioning/refusal.js'
import { sendPage } from '../../src/http/pages/send-page.js'
import { wantsJson } from '../../src/http/pages/wants-json.js'
import { failurePage } from './pages/failure.js'

/** Answers by the table of outcomes: a page for people, `{error, error_description}` for programs. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, error: usual, description, page } = OUTCOMES[refusal.failure]
  const error = refusal.oauthError ?? usual
  if (refusal.retryAfterSeconds !== undefined) reply.header('retry-after', String(refusal.retryAfterSeconds))
  if (wantsJson(request))
    return reply.code(status).send({ error, error_description: description, request_id: request.id })
  const nextcloudUrl = request.server.config.nextcloud.publicUrl
  return sendPage(reply, status, failurePage({ page, description, error, requestId: request.id, nextcloudUrl }))
}
