import type { Metrics } from '../../lib/metrics.js'
import type { Surface } from './audience-fault.js'
import type { TokenVerifier } from './token-verifier.js'

/** The same verifier, each verdict counted once, with its reason. A request without a token is none. */
export function countedVerifier(
  verifier: TokenVerifier,
  { metrics, surface }: { metrics: Metrics; surface: Surface },
): TokenVerifier {
  return {
    ...verifier,
    async verify(authorization, network) {
      const result = await verifier.verify(authorization, network)
      if (result.ok) metrics.tokenJudged(surface, kindOf(authorization), 'valid')
      else if (result.reason !== 'missing') metrics.tokenJudged(surface, kindOf(authorization), result.reason)
      return result
    },
  }
}

/** By its shape alone: two dots (RFC 7515, section 3.1). */
function kindOf(authorization: string | readonly string[] | undefined): 'jwt' | 'opaque' | 'none' {
  const value = typeof authorization === 'string' ? authorization : authorization?.[0]
  if (value === undefined) return 'none'
  const first = value.indexOf('.')
  const second = first < 0 ? -1 : value.indexOf('.', first + 1)
  return second > 0 && !value.includes('.', second + 1) ? 'jwt' : 'opaque'
}
