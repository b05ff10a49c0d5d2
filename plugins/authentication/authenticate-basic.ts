import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BasicAuthenticator, BasicResult } from '../../src/auth/basic/basic-authenticator.js'
import { takeAuthorization } from './take-authorization.js'

const CHALLENGE = 'Basic realm="Nextcloud MCP", charset="UTF-8"'

export type AuthenticateBasic = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>

/**
 * An onRequest hook: whoever passes is in `request.principal` and `request.basicLogin`. The others get `{error, error_description}`; only 401
 * carries a challenge, because on a 401 clients throw their password away (BA-1, BA-5).
 *
 * @param otherChallenge - of another way in, named before Basic.
 */
export function authenticateBasic(basic: BasicAuthenticator, otherChallenge?: string): AuthenticateBasic {
  const challenges = otherChallenge === undefined ? CHALLENGE : [otherChallenge, CHALLENGE]
  return async (request, reply) => {
    const result = await basic.authenticate(takeAuthorization(request.raw), request.ip)
    if (!result.ok) return refuse(reply, result, challenges)
    request.basicLogin = result.login
    request.principal = result.login.principal
    return undefined
  }
}

function refuse(
  reply: FastifyReply,
  refusal: Extract<BasicResult, { ok: false }>,
  challenges: string | string[],
): FastifyReply {
  const { status, code, description, retryAfterSeconds } = refusal
  if (status === 401) reply.header('www-authenticate', challenges)
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))))
  return reply.code(status).send({ error: code, error_description: description })
}
