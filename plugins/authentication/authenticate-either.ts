import { bearerChallenge, resourceMetadataUrl } from '../../src/auth/bearer/bearer-challenge.js'
import type { BasicAuthenticator } from '../../src/auth/basic/basic-authenticator.js'
import { authenticateBasic } from './authenticate-basic.js'
import type { AuthenticateMcp } from './authenticate-mcp.js'

const BEARER = /^bearer(?: |$)/i

/**
 * For `/mcp` where people may come both ways: whoever shows a bearer token is judged by it, everybody else by HTTP Basic. Who comes with nothing is told
 * of both, Bearer first, because OAuth clients look at the first challenge alone (RFC 9110, section 11.6.1).
 */
export function authenticateEither(
  basic: BasicAuthenticator,
  byBearer: AuthenticateMcp,
  publicUrl: string,
): AuthenticateMcp {
  const resourceMetadata = resourceMetadataUrl(publicUrl)
  return scopes => {
    const bearer = byBearer(scopes)
    const byBasic = authenticateBasic(basic, bearerChallenge({ scope: scopes, resourceMetadata }))
    return async (request, reply) => {
      const isBearer = BEARER.test(request.headers.authorization ?? '')
      return isBearer ? bearer(request, reply) : byBasic(request, reply)
    }
  }
}
