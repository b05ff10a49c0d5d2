import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AUTHORIZE_PATH, authorizePath } from '../../src/auth/login-flow/login-flow-offer.js'
import { AppError } from '../../src/errors/app-error.js'
import { traceFailure } from '../../src/http/trace-requests.js'
import { errorAnswer } from './error-body.js'

/**
 * Sets the error handler of the management API. It differs from the root's because the contract has three body shapes, one per route, that
 * existing clients test for. Refused callers are put on the audit trail once they are known: strangers could fill it with noise.
 */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | AppError>((error, request, reply) => {
    const family = request.routeOptions.config.errors ?? 'labelled'
    const { status, body } = errorAnswer(error, family, authorizeUrl(app))
    request.log[status < 500 ? 'info' : 'error']({ err: error, route: request.routeOptions.url }, 'request failed')
    traceFailure(request, error)
    if (request.principal && status === 403) recordDenial(app, request, status, error)
    addRetryAfter(error, reply)
    return reply.code(status).send(body)
  })
}

function authorizeUrl({ config, oauth }: FastifyInstance): string {
  return config.server.publicUrl + (oauth ? authorizePath(config, oauth.oidc.status()) : AUTHORIZE_PATH)
}

function recordDenial(app: FastifyInstance, request: FastifyRequest, status: number, error: FastifyError | AppError) {
  const { principal } = request
  app.audit.record('mgmt.denied', 'denied', {
    userId: principal?.userId ?? null,
    clientId: principal?.clientId ?? null,
    ip: request.ip,
    correlationId: request.id,
    reason: `${status} ${error.code} ${request.routeOptions.url ?? ''}`.trim(),
  })
}

function addRetryAfter(error: FastifyError | AppError, reply: FastifyReply): void {
  if (!(error instanceof AppError) || error.retryAfterSeconds === undefined) return
  reply.header('retry-after', String(Math.max(1, Math.ceil(error.retryAfterSeconds))))
}
