import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BasicLogin } from '../../src/auth/basic/basic-authenticator.js'
import { CredentialRejected } from '../../src/errors/nextcloud-errors.js'
import type { Caller } from '../../src/mcp/caller.js'
import type { ToolContext } from '../../src/mcp/tool-context.js'
import { connectNextcloud } from '../../src/nextcloud/connect-nextcloud.js'
import { accessPort } from './access-port.js'

/** Makes the core's {@link Caller} out of an authenticated request. The password stays in the request and goes nowhere but to Nextcloud. */
export function callerFactory(app: FastifyInstance): (request: FastifyRequest, reply: FastifyReply) => Caller {
  return (request, reply) => {
    const login = request.basicLogin
    if (login === null) throw new CredentialRejected('The request carries no credentials.')
    return {
      principal: login.principal,
      requestId: request.id,
      log: request.log,
      context: signal => contextOf(app, request, login, signal),
      onGone: listener => void reply.raw.once('close', listener),
    }
  }
}

function contextOf(app: FastifyInstance, request: FastifyRequest, login: BasicLogin, signal: AbortSignal): ToolContext {
  const { principal, loginName, displayName, password, encoded } = login
  const { userId, credentialHash } = principal
  return {
    user: { id: userId, loginName, displayName },
    nextcloud: connectNextcloud(app.http, {
      baseUrl: app.config.nextcloud.url,
      publicUrl: app.config.nextcloud.publicUrl,
      userId,
      credential: { kind: 'basic', loginName, password, ...(encoded && { encoded }) },
      signal,
      clientIp: request.clientIp,
      onRejected: () => app.basic.rejected(credentialHash),
      now: app.ports.now,
    }),
    access: accessPort(app, userId),
    log: request.log,
    signal,
  }
}
