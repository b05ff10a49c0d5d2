import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ServerAccount } from '../../src/auth/account/server-account.js'
import type { Audit } from '../../src/auth/audit.js'
import { createBasicThrottle } from '../../src/auth/basic/basic-throttle.js'
import { clientNetwork } from '../../src/auth/basic/client-network.js'
import { parseBearer } from '../../src/auth/bearer/parse-bearer.js'
import { TokenMisplaced } from '../../src/errors/authentication-errors.js'
import { constantTimeEqual } from '../../src/lib/constant-time-equal.js'
import type { Clock } from '../../src/lib/ports.js'
import type { Secret } from '../../src/lib/secret.js'
import { holdsToken } from './authenticate-bearer.js'
import { takeAuthorization } from './take-authorization.js'

export interface AccountDoor {
  account: ServerAccount
  /** undefined: everybody who gets here is let in. */
  staticToken: Secret | undefined
  audit: Audit
  now: Clock
}

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>

const CHALLENGE = 'Bearer realm="Nextcloud MCP"'
const MAX_BYTES = 4096

/**
 * An onRequest hook for `/mcp` in single-user mode (BA-13): whoever passes is the server's own account. With a static token the others get 401 and a
 * challenge; after five wrong ones in five minutes a network waits, unless the right one came from there before (then after a hundred).
 *
 * @throws {TokenMisplaced} 400.
 */
export function authenticateAccount({ account, staticToken, audit, now }: AccountDoor): Hook {
  const guard = staticToken && guardWith(staticToken, audit, now)
  return async (request, reply) => {
    const authorization = takeAuthorization(request.raw)
    if (holdsToken(request.query)) throw new TokenMisplaced()
    const refused = guard?.(authorization, request.ip)
    if (refused) return refuse(reply, refused)
    request.principal = account.principal()
    return undefined
  }
}

type Refused = { because: 'missing' | 'wrong' } | { because: 'throttled'; waitSeconds: number }

function guardWith(staticToken: Secret, audit: Audit, now: Clock) {
  const throttle = createBasicThrottle(now)
  return (authorization: readonly string[], ip: string): Refused | undefined => {
    const presented = parseBearer(authorization, MAX_BYTES)
    if (presented.kind === 'missing') return { because: 'missing' }
    // There are no user names: the network stands for one, so that each is counted alone.
    const network = clientNetwork(ip)
    const waitSeconds = throttle.waitSeconds(network, network)
    if (waitSeconds > 0) return { because: 'throttled', waitSeconds }
    if (presented.kind === 'token' && constantTimeEqual(presented.token.reveal(), staticToken.reveal())) {
      throttle.succeeded(network, network)
      return undefined
    }
    const limitReached = throttle.missed(network, network)
    audit.record('static_token.failed', 'denied', { ip })
    if (limitReached) audit.record('static_token.throttled', 'throttled', { ip, reason: 'too many failures' })
    return { because: 'wrong' }
  }
}

function refuse(reply: FastifyReply, refused: Refused): FastifyReply {
  if (refused.because === 'throttled') {
    reply.header('retry-after', String(refused.waitSeconds))
    return reply.code(429).send({ error: 'too_many_requests', error_description: 'Too many wrong tokens. Wait.' })
  }
  const isMissing = refused.because === 'missing'
  reply.header('www-authenticate', isMissing ? CHALLENGE : `${CHALLENGE}, error="invalid_token"`)
  const description = isMissing
    ? 'Send the token of this server (MCP_STATIC_TOKEN) as Authorization: Bearer.'
    : 'This is not the token of this server.'
  return reply.code(401).send({ error: isMissing ? 'unauthorized' : 'invalid_token', error_description: description })
}
