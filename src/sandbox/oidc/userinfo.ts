import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isOver } from './check-bearer.js'
import { bearerToken } from './client-credentials.js'
import { allowOrigins, preflight } from './cors.js'
import { isExpiredClient, issuerOf, type OidcContext } from './oidc-context.js'
import { grantByAccessToken, type Grant } from './oidc-state.js'
import { personClaims } from './person-claims.js'
import { isRefusal, refused, sendRefusal, type Refusal } from './refusal.js'
import { requestParams, text } from './request-params.js'

const URL = '/apps/oidc/userinfo'

/** `GET` and `POST /apps/oidc/userinfo` (OpenID Connect Core 1.0, section 5.3). Its errors are 400, never 401. */
export function userinfo(scope: FastifyInstance, context: OidcContext): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const token = bearerToken(request.headers.authorization) ?? text(requestParams(request), 'access_token')
    const grant = findLive(context, token)
    if (isRefusal(grant)) return sendRefusal(reply, grant)
    return allowOrigins(reply, 'GET, POST').send(about(context, grant, issuerOf(context.world, request)))
  }
  const config = { kind: 'app', credentials: 'optional' } as const
  scope.route({ method: ['GET', 'POST'], url: URL, config, handler })
  preflight(scope, URL, [])
}

function findLive(context: OidcContext, token: string | undefined): Grant | Refusal {
  const { world, state } = context
  if (token === undefined) return refused('invalid_request', 'No bearer token found in request.')
  const grant = grantByAccessToken(state, token)
  const client = state.clients.get(grant?.clientId ?? '')
  if (grant === undefined || client === undefined) {
    return refused('invalid_request', 'Could not find provided bearer token.')
  }
  if (isExpiredClient(world, client)) return refused('expired_client', 'Client expired.')
  if (!isOver(context, grant)) return grant
  state.grants.delete(grant.number)
  return refused('invalid_grant', 'Access token already expired.')
}

function about({ world }: OidcContext, grant: Grant, issuer: string) {
  const account = world.accounts.get(grant.uid)
  return {
    sub: grant.uid,
    preferred_username: grant.uid,
    scope: grant.scope,
    ...(account && personClaims(account, grant.scope, { issuer, updatedAt: grant.authTime })),
  }
}
