import formbody from '@fastify/formbody'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { registerClient } from '../../../src/auth/server/clients/register-client.js'
import { grantTokens } from '../../../src/auth/server/tokens/grant-tokens.js'
import { revokeToken } from '../../../src/auth/server/tokens/revoke-token.js'
import { OAuthRefused } from '../../../src/errors/oauth-errors.js'
import type { ServerContext } from '../server-context.js'

const PATHS = ['/oauth/token', '/oauth/revoke', '/oauth/register']
/** RFC 7591 has no word of its own for it; the form is that of section 3.2.2. */
const CLOSED = {
  error: 'access_denied',
  error_description: 'Clients cannot register here. Ask the administrator to add yours to ALLOWED_MCP_CLIENTS.',
}
const CHALLENGE = 'Basic realm="Nextcloud MCP", charset="UTF-8"'

/**
 * Where clients talk to us themselves: `POST /oauth/token`, `/oauth/revoke` (forms) and `/oauth/register` (JSON). Pages whose origin is admitted
 * (`MCP_ALLOWED_ORIGINS`) may do so too.
 */
export const endpoints: FastifyPluginAsync<ServerContext> = async (app, { server, registrations }) => {
  await app.register(formbody)
  app.addHook('onRequest', allowOrigin)
  for (const path of PATHS) app.options(path, async (_request, reply) => reply.code(204).send())

  app.post('/oauth/token', (request, reply) =>
    challenged(request, reply, async authorization => grantTokens(server, authorization, formOf(request))),
  )
  app.post('/oauth/revoke', (request, reply) =>
    challenged(request, reply, async authorization => {
      await revokeToken(server, authorization, formOf(request))
      return {}
    }),
  )
  app.post('/oauth/register', async (request, reply) => {
    if (server.config.oidc.clientRegistration === 'closed') return reply.code(403).send(CLOSED)
    const retryAfterSeconds = registrations.start(request.ip)
    if (retryAfterSeconds > 0)
      throw new OAuthRefused('too_many_requests', 'Too many registrations from this address.', { retryAfterSeconds })
    return reply.code(201).send(await registerClient(server, request.body, request.ip))
  })
}

/** Nothing but a form is a request of these endpoints, so that a page cannot post one of another type unasked. */
function formOf(request: FastifyRequest): unknown {
  const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')
  return isForm ? request.body : undefined
}

/** A client that tried the header is told the scheme (RFC 6749, section 5.2). */
async function challenged(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (authorization: readonly string[]) => Promise<object>,
): Promise<object> {
  const authorization = request.takeAuthorization()
  try {
    return await work(authorization)
  } catch (error) {
    if (error instanceof OAuthRefused && error.error === 'invalid_client' && authorization.length > 0)
      reply.header('www-authenticate', CHALLENGE)
    throw error
  }
}

/** The guard at the front let this origin pass already; the browser must be told. Never with cookies. */
async function allowOrigin({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (headers.origin === undefined) return
  reply
    .header('access-control-allow-origin', headers.origin)
    .header('vary', 'origin')
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', 'authorization, content-type, mcp-protocol-version')
}
