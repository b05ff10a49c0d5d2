import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { Config } from '../../config/config.js'
import type { Ports } from '../../lib/ports.js'
import type { Jwks } from '../jwks/jwks-cache.js'
import type { IdTokenClaims, IdTokenFault } from '../oidc/id-token-claims.js'
import type { OidcRuntime } from '../oidc/oidc-runtime.js'
import { verifyIdToken } from '../oidc/verify-id-token.js'
import { userIdClaim } from '../user-id.js'
import type { CheckIdToken } from './broker-deps.js'

/** New keys not seen yet, or a clock that is wrong: no reason to end a grant for good. */
const UNDECIDED: ReadonlySet<IdTokenFault> = new Set([
  'keys_unavailable',
  'unknown_key',
  'expired',
  'bad_issue_time',
  'not_yet_valid',
])

interface Deps {
  oidc: OidcRuntime
  jwks: Jwks
  ports: Pick<Ports, 'now'>
  config: Pick<Config, 'oidc'>
}

/**
 * The check of BRK-10: genuine, ours, and the same person. No nonce: a refreshed ID token need not carry one.
 *
 * @see OpenID Connect Core 1.0, section 12.2
 */
export function refreshedIdTokenCheck({ oidc, jwks, ports, config }: Deps): CheckIdToken {
  return async (idToken, userId) => {
    const { provider, client } = await oidc.session()
    const now = Math.floor(ports.now() / 1000)
    const result = await verifyIdToken(idToken, { provider, clientId: client.id, now, jwks })
    if (result.ok) return isOf(result.claims, userIdClaim(config, provider), userId)
    if (UNDECIDED.has(result.reason))
      throw new TemporarilyUnavailable(`The ID token cannot be judged: ${result.reason}.`)
    return false
  }
}

/** A refreshed ID token may leave claims out; of a grant whose person another claim than `sub` names, it then tells nothing. */
function isOf(claims: IdTokenClaims, claim: string, userId: string): boolean {
  if (claim !== 'sub' && claims[claim] === undefined) return true
  return claims[claim] === userId
}
