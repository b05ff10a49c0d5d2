import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BearerDoor } from '../../src/auth/bearer/bearer-door.js'
import { bearerRefusal } from '../../src/auth/bearer/bearer-refusal.js'
import { openDoors } from '../../src/auth/bearer/open-doors.js'
import { clientNetwork } from '../../src/auth/basic/client-network.js'
import type { Config } from '../../src/config/config.js'
import { TokenMisplaced } from '../../src/errors/authentication-errors.js'
import { holdsToken } from './authenticate-bearer.js'
import { takeAuthorization } from './take-authorization.js'

/** `scopes`: those that a client may ask for here; the challenge names them. */
export type AuthenticateMcp = (
  scopes: readonly string[],
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>

/**
 * An onRequest hook for `/mcp` where it is an OAuth resource: whoever passes is in `request.principal` and `request.bearerLogin`. The others get
 * `{error, error_description}` and a challenge that leads to the metadata.
 *
 * @throws {TokenMisplaced} 400. @throws {TooManyTokens} 429. @throws {TemporarilyUnavailable} 503 when the token could not be judged.
 */
export function authenticateMcp(doors: readonly BearerDoor[], { tokens, server }: Config): AuthenticateMcp {
  const { publicUrl } = server
  return scopes => async (request, reply) => {
    const authorization = takeAuthorization(request.raw)
    if (holdsToken(request.query)) throw new TokenMisplaced()
    const result = await openDoors(doors, authorization, tokens.maxBytes, clientNetwork(request.ip))
    if (!result.ok) {
      const { challenge, body } = bearerRefusal(result, { scopes, publicUrl })
      return reply.code(401).header('www-authenticate', challenge).send(body)
    }
    request.bearerLogin = result.login
    request.principal = result.login.principal
    return undefined
  }
}
