import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import type { Ports } from '../../lib/ports.js'
import type { Jwks } from '../jwks/jwks-cache.js'
import type { IdTokenFault } from '../oidc/id-token-claims.js'
import type { OidcRuntime } from '../oidc/oidc-runtime.js'
import { verifyIdToken } from '../oidc/verify-id-token.js'
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
}

/**
 * The check of BRK-10: genuine, ours, and the same person. No nonce: a refreshed ID token need not carry one.
 *
 * @see OpenID Connect Core 1.0, section 12.2
 */
export function refreshedIdTokenCheck({ oidc, jwks, ports }: Deps): CheckIdToken {
  return async (idToken, userId) => {
    const { provider, client } = await oidc.session()
    const now = Math.floor(ports.now() / 1000)
    const result = await verifyIdToken(idToken, { provider, clientId: client.id, now, jwks })
    if (result.ok) return result.claims.sub === userId
    if (UNDECIDED.has(result.reason))
      throw new TemporarilyUnavailable(`The ID token cannot be judged: ${result.reason}.`)
    return false
  }
}
