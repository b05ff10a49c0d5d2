import type { FastifyReply, FastifyRequest } from 'fastify'
import { OAuthRefused } from '../../src/errors/oauth-errors.js'
import { sendPage } from '../../src/http/pages/send-page.js'
import { wantsJson } from '../../src/http/pages/wants-json.js'
import { problemPage } from './pages/problem.js'

/** Shows a refusal to the person, as a page; programs get `{error, error_description}`. Never 401: there is nothing to authenticate with. */
export function showProblem(request: FastifyRequest, reply: FastifyReply, refused: OAuthRefused): FastifyReply {
  const { error, message: description, statusCode, retryAfterSeconds } = refused
  request.log.info({ err: refused }, 'an authorization request was refused')
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  const status = statusCode === 401 ? 400 : statusCode
  if (wantsJson(request)) return reply.code(status).send({ error, error_description: description })
  return sendPage(reply, status, problemPage({ description, error, requestId: request.id }))
}

/** Runs `work`, and shows the person what it refuses. */
export async function explained(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof OAuthRefused) return showProblem(request, reply, error)
    throw error
  }
}
