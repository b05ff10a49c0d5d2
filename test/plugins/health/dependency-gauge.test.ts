import t from 'tap'
import { dependencyGauge, type DependencyStates } from '../../../plugins/health/dependency-gauge.js'

const shown = async (states: DependencyStates) =>
  Object.fromEntries(
    (await dependencyGauge(async () => states).read()).map(({ labels, value }) => [labels?.dependency, value]),
  )

t.test('what works is 1 and what does not is 0', async t => {
  t.strictSame(await shown({ nextcloud: 'ok', identity_provider: 'degraded', database: 'error: …' }), {
    nextcloud: 1,
    identity_provider: 0,
    database: 0,
  })
  t.match(await shown({ nextcloud: 'error: no answer', identity_provider: 'ready', database: 'ok' }), {
    nextcloud: 0,
    identity_provider: 1,
  })
})

t.test('what is not known yet, or not there, is not shown as broken', async t => {
  t.strictSame(await shown({ nextcloud: 'unknown', identity_provider: 'starting', database: undefined }), {})
})
