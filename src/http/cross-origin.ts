import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { Config } from '../config/config.js'

export type CrossOrigin = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void

/** Where programs call. Pages for people are not among them, and metadata is for everybody (RT-7). */
const FOR_PROGRAMS = /^\/(?:mcp|api)(?:[/?]|$)/

/** What clients of both eras of MCP send, and what they have to read. */
const SENT =
  'authorization, content-type, accept, mcp-protocol-version, mcp-session-id, mcp-method, mcp-name, last-event-id'
const READ = 'www-authenticate, mcp-session-id, retry-after, x-request-id'
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': SENT,
  'access-control-max-age': '300',
}

/**
 * An onRequest hook that lets pages of the origins in `MCP_ALLOWED_ORIGINS` call `/mcp` and the management API (GAP-31; Fetch standard, CORS protocol). Never
 * with cookies: such a page shows its credentials in `Authorization`. It comes after the guard that refuses all others.
 */
export function crossOrigin({ server }: Pick<Config, 'server'>): CrossOrigin {
  const listed = new Set(server.allowedOrigins)
  const isListed = (origin: string) => listed.has('*') || listed.has(origin)
  return (request, reply, done) => {
    const { origin } = request.headers
    if (origin === undefined || !isListed(origin) || !FOR_PROGRAMS.test(request.url)) return done()
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': READ, vary: 'origin' })
    if (!isPreflight(request)) return done()
    void reply.code(204).headers(PREFLIGHT).send()
  }
}

const isPreflight = ({ method, headers }: FastifyRequest) =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
