import type { FastifyInstance } from 'fastify'
import { checkBearer, isOver } from './check-bearer.js'
import { bearerToken, clientCredentials } from './client-credentials.js'
import { allowOrigins, preflight } from './cors.js'
import type { OidcContext } from './oidc-context.js'
import { grantByAccessToken, type Grant, type OidcClient } from './oidc-state.js'
import { refused, sendRefusal } from './refusal.js'
import { requestParams, text } from './request-params.js'

const URL = '/apps/oidc/introspect'
const NO_CLIENT = refused('invalid_client', 'Client authentication failed.', 401)
const NO_TOKEN = refused('invalid_request', 'Token parameter is required.')

/**
 * `POST /apps/oidc/introspect` (RFC 7662). A token is active for the client that owns it and for one that is its resource;
 * `aud` in the answer is the owner all the same. The person's account is not looked at: a disabled one stays active.
 */
export function introspection(scope: FastifyInstance, context: OidcContext): void {
  scope.post(URL, { config: { kind: 'app', credentials: 'ignored' } }, async (request, reply) => {
    const params = requestParams(request)
    const { clientId, clientSecret } = clientCredentials(request, params)
    const asking = context.state.clients.get(clientId ?? '')
    if (asking === undefined || asking.clientSecret !== clientSecret) {
      const person = await checkBearer(context, bearerToken(request.headers.authorization) ?? '')
      if (person !== undefined) reply.header('x-user-id', person.uid)
      return sendRefusal(reply, NO_CLIENT)
    }
    const token = text(params, 'token') ?? ''
    if (token === '') return sendRefusal(reply, NO_TOKEN)
    const grant = grantByAccessToken(context.state, token)
    if (grant === undefined || !maySee(asking, grant) || isOver(context, grant)) return reply.send({ active: false })
    return allowOrigins(reply, 'POST').send(describe(context, grant))
  })
  preflight(scope, URL, ['GET', 'PUT', 'DELETE', 'PATCH'])
}

/** String for string: a slash at the end makes another resource. */
function maySee(asking: OidcClient, { clientId, resource }: Grant): boolean {
  if (asking.clientId === clientId) return true
  return resource !== null && (resource === asking.clientId || resource === asking.resourceUrl)
}

function describe({ world }: OidcContext, grant: Grant) {
  return {
    active: true,
    scope: grant.scope,
    client_id: grant.clientId,
    username: grant.uid,
    token_type: 'Bearer',
    exp: grant.refreshedAt + world.settings.expireTime,
    iat: grant.createdAt,
    sub: grant.uid,
    aud: grant.clientId,
  }
}
