import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { TOO_MANY_REQUESTS } from '../pages/error-pages.js'
import { bearerToken } from './client-credentials.js'
import { clientFields } from './client-fields.js'
import { clientMetadata } from './client-metadata.js'
import { allowOrigins, preflight } from './cors.js'
import { issuerOf, nowSeconds, type OidcContext } from './oidc-context.js'
import { dropClient, type OidcClient } from './oidc-state.js'
import { isRefusal, refused, sendRefusal, type Refusal } from './refusal.js'
import { requestParams } from './request-params.js'

const URL = '/apps/oidc/register/:clientId'
const TOKEN_LENGTH = 64
const GRACE_SECONDS = 60
const MAX_FAILURES = 10
const INVALID = refused('invalid_token', 'Invalid or missing registration access token.', 401)
const ORPHANED = refused('invalid_token', 'Token does not correspond to a valid client.', 401)
const MISMATCH = refused('unauthorized_client', 'Token does not match the requested client.', 403)

type ClientRequest = FastifyRequest<{ Params: { clientId: string } }>
type Action = (client: OidcClient, request: ClientRequest, reply: FastifyReply) => FastifyReply

/** `GET`, `PUT` and `DELETE /apps/oidc/register/{id}` (RFC 7592), behind the registration access token and a throttle of its own. */
export function clientManagement(scope: FastifyInstance, context: OidcContext): void {
  const route = (method: 'GET' | 'PUT' | 'DELETE', action: Action) =>
    scope.route<{ Params: { clientId: string } }>({
      method,
      url: URL,
      config: { kind: 'app', credentials: 'optional' },
      handler: async (request, reply) => guarded(context, request, reply, action),
    })
  route('GET', (client, request, reply) => allowOrigins(reply, 'GET').send(visible(context, client, request)))
  route('PUT', (client, request, reply) => update(context, client, request, reply))
  route('DELETE', (client, _request, reply) => {
    dropClient(context.state, client.clientId)
    return allowOrigins(reply, 'DELETE').code(204).header('content-type', 'application/json; charset=utf-8').send()
  })
  preflight(scope, URL, ['POST', 'PATCH'])
}

function guarded(context: OidcContext, request: ClientRequest, reply: FastifyReply, action: Action): FastifyReply {
  const { world } = context
  const { registrationFailures: failures } = context.state
  const before = world.settings.bruteForceProtection ? failures.count(request.ip, world.now()) : 0
  if (before >= MAX_FAILURES) return reply.code(429).type('text/html; charset=UTF-8').send(TOO_MANY_REQUESTS)
  const client = authenticate(context, request)
  if (!isRefusal(client)) return action(client, request, showDelay(reply, delayMs(before)))
  failures.add(request.ip, world.now())
  return sendRefusal(showDelay(reply, delayMs(before) + delayMs(before + 1)), client)
}

function authenticate({ world, state }: OidcContext, request: ClientRequest): OidcClient | Refusal {
  const token = state.registrationTokens.get(bearerToken(request.headers.authorization) ?? '')
  if (token === undefined || (token.expiresAt !== null && nowSeconds(world) > token.expiresAt)) return INVALID
  const client = state.clients.get(token.clientId)
  if (client === undefined) return ORPHANED
  return client.clientId === request.params.clientId ? client : MISMATCH
}

function update(context: OidcContext, client: OidcClient, request: ClientRequest, reply: FastifyReply): FastifyReply {
  const fields = clientFields(requestParams(request))
  if (fields === 'server-error') return reply.code(500).type('text/html; charset=UTF-8').send('')
  if (isRefusal(fields)) return sendRefusal(reply, fields)
  Object.assign(client, fields)
  const registrationToken = rotateToken(context, client)
  const answer = { ...visible(context, client, request), registration_access_token: registrationToken }
  return allowOrigins(reply, 'PUT').send(answer)
}

/** A new registration token; the one that was used goes on working for a minute. */
function rotateToken({ world, state }: OidcContext, { clientId }: OidcClient): string {
  for (const token of state.registrationTokens.values()) {
    if (token.clientId === clientId) token.expiresAt ??= nowSeconds(world) + GRACE_SECONDS
  }
  const fresh = world.randomId(TOKEN_LENGTH)
  state.registrationTokens.set(fresh, { clientId, expiresAt: null })
  return fresh
}

/** Token type and resource are not shown here. */
function visible(context: OidcContext, client: OidcClient, request: FastifyRequest) {
  const {
    token_type: _type,
    resource_url: _resource,
    ...shown
  } = clientMetadata(context, client, issuerOf(context.world, request))
  return shown
}

/** What Nextcloud's throttle would wait; the sandbox only says so. */
const delayMs = (failures: number) => (failures === 0 ? 0 : 100 * 2 ** failures)

function showDelay(reply: FastifyReply, milliseconds: number): FastifyReply {
  return milliseconds === 0 ? reply : reply.header('x-nextcloud-bruteforce-throttled', `${milliseconds}ms`)
}
