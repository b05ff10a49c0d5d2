import type { Metrics } from '../../lib/metrics.js'
import type { BearerDoor } from './bearer-door.js'

/** The same door, each verdict on a token of its own counted once, with its reason. For doors that no counted verifier stands behind; their tokens are opaque. */
export function countedDoor(door: BearerDoor, metrics: Pick<Metrics, 'tokenJudged'>): BearerDoor {
  return {
    ...door,
    async enter(token) {
      const result = await door.enter(token)
      metrics.tokenJudged('mcp', 'opaque', result.ok ? 'valid' : result.reason)
      return result
    },
  }
}
