import type { FastifyInstance } from 'fastify'
import { clientCredentials } from './client-credentials.js'
import { allowOrigins, preflight } from './cors.js'
import { grantTokens } from './grant-tokens.js'
import { issuerOf, type OidcContext } from './oidc-context.js'
import { isRefusal, sendRefusal } from './refusal.js'
import { requestParams, text } from './request-params.js'
import { checkTokenRequest } from './token-checks.js'

const URL = '/apps/oidc/token'

/** `POST /apps/oidc/token` (RFC 6749, section 3.2): code exchange and refresh. */
export function tokenEndpoint(scope: FastifyInstance, context: OidcContext): void {
  scope.post(URL, { config: { kind: 'app', credentials: 'ignored' } }, async (request, reply) => {
    const params = requestParams(request)
    const checked = checkTokenRequest(context, params, clientCredentials(request, params))
    if (isRefusal(checked)) return sendRefusal(reply, checked)
    const code = text(params, 'code')
    if (text(params, 'grant_type') === 'authorization_code' && code !== undefined) {
      context.state.usedCodes.set(code, checked.grant.number)
    }
    const answer = await grantTokens(context, { ...checked, issuer: issuerOf(context.world, request) })
    return allowOrigins(reply, 'GET, POST').send(answer)
  })
  preflight(scope, URL, ['GET', 'PUT', 'DELETE', 'PATCH'])
}
