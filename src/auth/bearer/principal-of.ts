import type { OidcSession } from '../oidc/oidc-runtime.js'
import type { Principal } from '../principal.js'
import { parseScopes } from './parse-scopes.js'
import type { TokenFacts } from './token-facts.js'

/**
 * Who brings a token (VER-14). The issuer is the provider's own name for itself, whatever spelling the token carries, because grants are stored under it.
 *
 * @param options.key - keyed hash of the token.
 */
export function principalOf(
  { sub, mappedUser, clientId, scope, expiresAt }: TokenFacts,
  options: { key: string; session: OidcSession; resourceServerId: string | undefined },
): Principal {
  return Object.freeze({
    userId: mappedUser ?? sub,
    ...(mappedUser === undefined ? {} : { subject: sub }),
    via: 'bearer' as const,
    scopes: parseScopes(scope, options.resourceServerId),
    issuer: options.session.provider.issuer,
    ...(clientId === undefined ? {} : { clientId }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    credentialHash: options.key,
  })
}
