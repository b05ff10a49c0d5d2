import t from 'tap'
import { silentMetrics } from '../../src/lib/metrics.js'

t.test('metrics that were switched off take every count and show nothing', async t => {
  silentMetrics.requestStarted()
  silentMetrics.requestEnded({ method: 'GET', route: '/', status: 200, seconds: 1 })
  silentMetrics.tokenJudged('mcp', 'jwt', 'valid')
  silentMetrics.tokenCacheAsked(true)
  silentMetrics.basicJudged('valid')
  silentMetrics.grantRefreshed('ok')
  silentMetrics.decryptionFailed('refresh-token')
  silentMetrics.upstreamAnswered('notes', 'GET', 200)
  silentMetrics.gauge({ name: 'a', help: 'b', read: () => t.fail('never looked at') as never })
  t.equal((await silentMetrics.exposition()).text, '')
})
