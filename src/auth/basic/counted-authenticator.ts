import type { Metrics } from '../../lib/metrics.js'
import type { BasicAuthenticator } from './basic-authenticator.js'

/** The same authenticator, each verdict counted once, with the code of a refusal. */
export function countedAuthenticator(basic: BasicAuthenticator, metrics: Metrics): BasicAuthenticator {
  return {
    ...basic,
    async authenticate(authorization, clientIp) {
      const result = await basic.authenticate(authorization, clientIp)
      metrics.basicJudged(result.ok ? 'valid' : result.code)
      return result
    },
  }
}
