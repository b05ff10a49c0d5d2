import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CredentialRejected } from '../../src/errors/nextcloud-errors.js'
import { accountCaller } from '../../src/mcp/account-caller.js'
import type { Caller } from '../../src/mcp/caller.js'
import type { ToolContext } from '../../src/mcp/tool-context.js'
import { connectNextcloud } from '../../src/nextcloud/connect-nextcloud.js'
import { accessPort } from './access-port.js'
import { loginOf, type Login } from './login-of.js'

type CallerOf = (request: FastifyRequest, reply: FastifyReply) => Caller

/** Makes the core's {@link Caller} out of an authenticated request. The credential stays in the request and goes nowhere but to Nextcloud. */
export function callerFactory(app: FastifyInstance): CallerOf {
  const { account, http, ports, config } = app
  if (!account) return personCaller(app)
  const deps = { account, http, nextcloud: config.nextcloud, now: ports.now }
  return ({ id, log }, reply) =>
    accountCaller(deps, { requestId: id, log, onGone: listener => void reply.raw.once('close', listener) })
}

function personCaller(app: FastifyInstance): CallerOf {
  return (request, reply) => {
    const login = loginOf(app, request)
    if (login === undefined) throw new CredentialRejected('The request carries no credentials.')
    return {
      requestId: request.id,
      log: request.log,
      onGone: listener => void reply.raw.once('close', listener),
      principal: login.principal,
      context: signal => contextOf(app, request, login, signal),
    }
  }
}

function contextOf(app: FastifyInstance, request: FastifyRequest, login: Login, signal: AbortSignal): ToolContext {
  const { principal, loginName, displayName, credential, rejected } = login
  const { userId } = principal
  return {
    user: { id: userId, loginName, displayName },
    nextcloud: connectNextcloud(app.http, {
      baseUrl: app.config.nextcloud.url,
      publicUrl: app.config.nextcloud.publicUrl,
      userId,
      credential,
      signal,
      clientIp: request.clientIp,
      onRejected: rejected,
      now: app.ports.now,
    }),
    access: accessPort(app, userId),
    log: request.log,
    signal,
  }
}
