import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html, sendPage } from '../pages/page-layout.js'
import { serverError } from '../pages/error-pages.js'
import { addClient } from './add-client.js'
import { sweepExpiredClients } from './authorize-checks.js'
import { clientFields } from './client-fields.js'
import { clientMetadata } from './client-metadata.js'
import { allowOrigins, preflight } from './cors.js'
import { issuerOf, type OidcContext } from './oidc-context.js'
import { isRefusal, refused, sendRefusal } from './refusal.js'
import { requestParams } from './request-params.js'
import { slidingLimit } from './sliding-limit.js'

const URL = '/apps/oidc/register'
const TOKEN_LENGTH = 64
const LIMIT = 10
const WINDOW_MS = 60_000
const MAX_CLIENTS = 100

/** `POST /apps/oidc/register` (RFC 7591): anybody, ten times a minute, failures included. */
export function registration(scope: FastifyInstance, context: OidcContext): void {
  const { world } = context
  const recent = slidingLimit(WINDOW_MS)
  scope.post(URL, { config: { kind: 'app', credentials: 'ignored' } }, async (request, reply) => {
    if (recent.count(request.ip, world.now()) >= LIMIT) return tooMany(context, request, reply)
    recent.add(request.ip, world.now())
    return register(context, request, reply)
  })
  preflight(scope, URL, ['GET', 'PUT', 'DELETE', 'PATCH'])
}

function tooMany({ world }: OidcContext, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const wantsPage = (request.headers.accept ?? '').includes('text/html')
  if (!wantsPage) return reply.code(429).type('text/html; charset=UTF-8').send('')
  return sendPage(reply, { basePath: world.basePath, body: html`<h2>Too many requests</h2>` }, 429)
}

function register(context: OidcContext, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { world, state } = context
  if (!world.settings.dynamicRegistration) {
    const description = 'Dynamic Client Registration is disabled.'
    return sendRefusal(reply, refused('dynamic_registration_not_allowed', description))
  }
  const fields = clientFields(requestParams(request))
  if (fields === 'server-error') return serverError(world, request, reply)
  if (isRefusal(fields)) return sendRefusal(reply, fields)
  const { redirectUris = [] } = fields
  if (redirectUris.length === 0) {
    const description = 'Dynamic Client Registration requires redirect_uris to be set.'
    return sendRefusal(reply, refused('no_redirect_uris_provided', description))
  }
  sweepExpiredClients(context)
  if ([...state.clients.values()].filter(client => client.dynamic).length >= MAX_CLIENTS) {
    return sendRefusal(reply, refused('max_num_clients_exceeded', 'Maximum number of clients exceeded.'))
  }
  const client = addClient(context, { name: `DCR-${request.ip}`, ...fields, redirectUris }, { dynamic: true })
  const registrationToken = world.randomId(TOKEN_LENGTH)
  state.registrationTokens.set(registrationToken, { clientId: client.clientId, expiresAt: null })
  const { token_type, resource_url, ...common } = clientMetadata(context, client, issuerOf(world, request))
  return allowOrigins(reply, 'POST')
    .code(201)
    .send({
      ...common,
      registration_access_token: registrationToken,
      token_type,
      ...(resource_url !== null && { resource_url }),
    })
}
