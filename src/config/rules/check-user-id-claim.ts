import { warning, type Finding } from '../finding.js'
import type { RuleInput } from './rule.js'

/** Who a person is, is the one thing a provider other than Nextcloud may get wrong without anybody noticing. */
export function checkUserIdClaim({ env }: RuleInput): Finding[] {
  const claim = env.OIDC_USER_ID_CLAIM
  if (claim === 'sub') return []
  if (env.OIDC_DISCOVERY_URL === undefined) {
    return [
      warning('OIDC_USER_ID_CLAIM', 'has no effect with Nextcloud as the provider: its tokens name people by sub.'),
    ]
  }
  const message = `takes ${claim} for the Nextcloud user id: whoever may choose ${claim} at the provider can become anybody. Make sure that people cannot change it there, and that it is never given to a second person.`
  return [warning('OIDC_USER_ID_CLAIM', message)]
}
