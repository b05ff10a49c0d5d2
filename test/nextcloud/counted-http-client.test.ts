import t from 'tap'
import { Cancelled, NextcloudTimeout, NextcloudUnavailable } from '../../src/errors/nextcloud-errors.js'
import { countedHttpClient } from '../../src/nextcloud/counted-http-client.js'
import { recordMetrics } from '../helpers/record-metrics.js'

const BASE = 'http://nextcloud.test'

function clientThat(send: () => Promise<{ status: number; headers: {}; body: Buffer }>) {
  const { metrics, counts } = recordMetrics()
  let closed = 0
  const client = countedHttpClient({ send, close: async () => void (closed += 1) }, { metrics, baseUrl: BASE })
  return { client, counts, closed: () => closed }
}

t.test('an answer is passed on and counted by app, method and status', async t => {
  const response = { status: 404, headers: {}, body: Buffer.from('') }
  const { client, counts, closed } = clientThat(async () => response)
  t.equal(await client.send({ method: 'GET', url: `${BASE}/apps/notes/7?q=secret` }), response)
  t.strictSame(counts, [['upstreamAnswered', 'notes', 'GET', 404]])
  await client.close()
  t.equal(closed(), 1)
})

for (const [error, word] of [
  [new NextcloudTimeout('late', { maybeSent: true }), 'timeout'],
  [new NextcloudUnavailable('away', { maybeSent: false }), 'unreachable'],
  [new Cancelled('enough'), 'failed'],
] as const)
  t.test(`no answer is counted as ${word} and stays the same error`, async t => {
    const { client, counts } = clientThat(() => Promise.reject(error))
    await t.rejects(client.send({ method: 'GET', url: `${BASE}/status.php` }), error)
    t.strictSame(counts, [['upstreamAnswered', 'status', 'GET', word]])
  })
