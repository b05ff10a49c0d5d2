import t from 'tap'
import { countRefresh } from '../../../src/auth/broker/count-refresh.js'
import { NotProvisioned, ReauthRequired, TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { recordMetrics } from '../../helpers/record-metrics.js'

t.test('a refresh that worked is counted and its outcome passed on', async t => {
  const { metrics, counts } = recordMetrics()
  t.equal(await countRefresh(metrics, Promise.resolve('access')), 'access')
  t.strictSame(counts, [['grantRefreshed', 'ok']])
})

for (const [error, word] of [
  [new NotProvisioned('none'), 'not_provisioned'],
  [new ReauthRequired('dead'), 'reauth_required'],
  [new TemporarilyUnavailable('later'), 'unavailable'],
  [new TypeError('odd'), 'unavailable'],
] as const)
  t.test(`${error.name} is counted as ${word} and thrown on`, async t => {
    const { metrics, counts } = recordMetrics()
    await t.rejects(countRefresh(metrics, Promise.reject(error)), error)
    t.strictSame(counts, [['grantRefreshed', word]])
  })
