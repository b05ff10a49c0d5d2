import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientNetwork } from '../../src/auth/basic/client-network.js'
import type { TokenVerifier, VerifyResult } from '../../src/auth/bearer/token-verifier.js'
import { TemporarilyUnavailable } from '../../src/errors/access-errors.js'
import { BearerRefused, TokenMisplaced, TooManyTokens } from '../../src/errors/authentication-errors.js'
import { takeAuthorization } from './take-authorization.js'

export type AuthenticateBearer = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/**
 * An onRequest hook: whoever passes is in `request.principal`. It throws, so that each surface words its own bodies; the challenge is set before (RFC 6750, section 3).
 *
 * @throws {BearerRefused} 401. @throws {TokenMisplaced} 400. @throws {TooManyTokens} 429. @throws {TemporarilyUnavailable} 503 when the token could not be judged: never 401.
 */
export function authenticateBearer(verifier: TokenVerifier | undefined): AuthenticateBearer {
  return async (request, reply) => {
    const authorization = takeAuthorization(request.raw)
    if (holdsToken(request.query)) throw new TokenMisplaced()
    if (!verifier) throw new TemporarilyUnavailable('Access by bearer token is not set up.')
    const result = await verifier.verify(authorization, clientNetwork(request.ip))
    if (!result.ok) throw refusal(result, reply)
    request.principal = result.principal
  }
}

/** A preHandler hook: a form or JSON body must not carry the token either (GAP-49). */
export async function refuseTokenInBody(request: FastifyRequest): Promise<void> {
  if (request.principal?.via === 'bearer' && holdsToken(request.body)) throw new TokenMisplaced()
}

/** Tokens in an address or a body would be logged (GAP-49). */
export function holdsToken(fields: unknown): boolean {
  return typeof fields === 'object' && fields !== null && Object.hasOwn(fields, 'access_token')
}

function refusal({ reason, fault, retryAfterSeconds }: Extract<VerifyResult, { ok: false }>, reply: FastifyReply) {
  if (reason === 'too_many') return new TooManyTokens(retryAfterSeconds)
  if (fault === 'server') {
    const options = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
    return new TemporarilyUnavailable(
      'The identity provider cannot be asked right now; the token may well be good.',
      options,
    )
  }
  reply.header('www-authenticate', reason === 'missing' ? 'Bearer' : 'Bearer error="invalid_token"')
  return new BearerRefused()
}
