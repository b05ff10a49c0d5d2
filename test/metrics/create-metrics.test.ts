import t from 'tap'
import { createMetrics } from '../../src/metrics/create-metrics.js'

const lines = async (metrics: ReturnType<typeof createMetrics>) => (await metrics.exposition()).text.split('\n')

t.test('counts are shown under the names that dashboards of this field know', async t => {
  const metrics = createMetrics()
  metrics.requestStarted()
  metrics.requestStarted()
  metrics.requestEnded({ method: 'POST', route: '/mcp', status: 200, seconds: 0.02 })
  metrics.tokenJudged('management', 'jwt', 'bad_audience')
  metrics.tokenCacheAsked(false)
  metrics.basicJudged('valid')
  metrics.grantRefreshed('reauth_required')
  metrics.decryptionFailed('refresh-token')
  metrics.upstreamAnswered('notes', 'GET', 404)
  metrics.upstreamAnswered('dav', 'PROPFIND', 'timeout')
  const shown = await lines(metrics)
  for (const line of [
    'mcp_http_requests_in_progress 1',
    'mcp_http_requests_total{method="POST",endpoint="/mcp",status_code="200"} 1',
    'mcp_http_request_duration_seconds_bucket{le="0.025",method="POST",endpoint="/mcp"} 1',
    'mcp_http_request_duration_seconds_count{method="POST",endpoint="/mcp"} 1',
    'mcp_oauth_token_validations_total{surface="management",method="jwt",result="bad_audience"} 1',
    'mcp_oauth_token_cache_hits_total{hit="false"} 1',
    'mcp_basic_validations_total{result="valid"} 1',
    'mcp_grant_refreshes_total{result="reauth_required"} 1',
    'mcp_decryption_failures_total{purpose="refresh-token"} 1',
    'mcp_nextcloud_api_requests_total{app="notes",method="GET",status_code="404"} 1',
    'mcp_nextcloud_api_requests_total{app="dav",method="PROPFIND",status_code="timeout"} 1',
  ])
    t.ok(shown.includes(line), line)
  t.ok(
    shown.some(line => line.startsWith('process_resident_memory_bytes ')),
    'the process shows itself',
  )
})

t.test('two servers in one process do not count for each other', async t => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.basicJudged('valid')
  t.notMatch((await other.exposition()).text, /mcp_basic_validations_total\{/)
})

t.test('a gauge is looked up each time, and forgets what is no longer there', async t => {
  const metrics = createMetrics()
  let readings = [{ value: 2, labels: { status: 'active' } }]
  metrics.gauge({ name: 'mcp_things', help: 'Things.', labels: ['status'], read: () => readings })
  t.ok((await lines(metrics)).includes('mcp_things{status="active"} 2'))
  readings = [{ value: 1, labels: { status: 'gone' } }]
  const shown = await lines(metrics)
  t.ok(shown.includes('mcp_things{status="gone"} 1'))
  t.notOk(shown.some(line => line.includes('"active"')))
})

t.test('a gauge that cannot be read, or has nothing to say, is absent and hides no other', async t => {
  const metrics = createMetrics()
  metrics.gauge({ name: 'mcp_broken', help: 'Broken.', read: () => Promise.reject(new TypeError()) })
  metrics.gauge({ name: 'mcp_empty', help: 'Empty.', read: () => [] })
  metrics.gauge({ name: 'mcp_fine', help: 'Fine.', read: async () => [{ value: 7 }] })
  const shown = await lines(metrics)
  t.notOk(shown.some(line => /^mcp_(broken|empty)\b/.test(line)))
  t.ok(shown.includes('mcp_fine 7'))
})
