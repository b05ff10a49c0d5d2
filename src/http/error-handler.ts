import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors/app-error.js'
import { OAuthRefused } from '../errors/oauth-errors.js'
import { traceFailure } from './trace-requests.js'

/** RFC 6749-like words for statuses, on the surfaces that speak OAuth. */
const OAUTH_CODES: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'request_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'temporarily_unavailable',
}
const GENERIC = 'An internal error occurred. Please contact your administrator.'

/**
 * The only place where something thrown becomes an HTTP response (RT-2): `{error, error_description}` on `/oauth` and `/mcp`,
 * `{error, message}` elsewhere. The query string is not logged: OAuth codes travel there.
 */
export function errorHandler(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) {
  const status = error.statusCode ?? 500
  request.log[status < 500 ? 'info' : 'error']({ err: error, path: routeOf(request) }, 'request failed')
  traceFailure(request, error)
  if (error instanceof AppError && error.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(Math.max(1, Math.ceil(error.retryAfterSeconds))))
  }
  return reply.code(status).send(body(error, status, request))
}

function body(error: FastifyError | AppError, status: number, request: FastifyRequest) {
  const message = mayShow(error, status) ? error.message : GENERIC
  if (error instanceof OAuthRefused) return { error: error.error, error_description: message }
  if (speaksOAuth(routeOf(request))) return { error: OAUTH_CODES[status] ?? 'server_error', error_description: message }
  return { error: error instanceof AppError ? error.code : `NCMCP_HTTP_${status}`, message }
}

function mayShow(error: FastifyError | AppError, status: number): boolean {
  return error instanceof AppError ? error.expose : status < 500
}

function speaksOAuth(path: string): boolean {
  return /^\/+(oauth|mcp)(\/|$)/.test(path)
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? (request.url.split('?', 1)[0] ?? '').slice(0, 200)
}
