import { silentMetrics, type Metrics } from '../../src/lib/metrics.js'

export interface RecordedMetrics {
  metrics: Metrics
  /** Every count, in order: the method's name and what it was given. */
  counts: unknown[][]
}

/** Metrics that keep what they are told. */
export function recordMetrics(): RecordedMetrics {
  const counts: unknown[][] = []
  const metrics: Metrics = {
    ...silentMetrics,
    requestStarted: () => counts.push(['requestStarted']),
    requestEnded: request => counts.push(['requestEnded', request]),
    tokenJudged: (...args) => counts.push(['tokenJudged', ...args]),
    tokenCacheAsked: (...args) => counts.push(['tokenCacheAsked', ...args]),
    basicJudged: (...args) => counts.push(['basicJudged', ...args]),
    grantRefreshed: (...args) => counts.push(['grantRefreshed', ...args]),
    decryptionFailed: (...args) => counts.push(['decryptionFailed', ...args]),
    upstreamAnswered: (...args) => counts.push(['upstreamAnswered', ...args]),
  }
  return { metrics, counts }
}
