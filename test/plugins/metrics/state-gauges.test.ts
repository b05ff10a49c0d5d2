import t from 'tap'
import { stateGauges } from '../../../plugins/metrics/state-gauges.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('it says which server this is, whether Basic is held back, and how the provider is', async t => {
  const { app } = await startHybridServer(t)
  const readings = new Map(
    await Promise.all(stateGauges(app).map(async ({ name, read }) => [name, await read()] as const)),
  )
  t.match(readings.get('mcp_build_info'), [{ value: 1, labels: { version: /^\d+\.\d+/, mode: 'hybrid' } }])
  t.strictSame(readings.get('mcp_basic_breaker_open'), [{ value: 0 }])
  t.strictSame(readings.get('mcp_oidc_state'), [
    { value: 0, labels: { state: 'starting' } },
    { value: 1, labels: { state: 'ready' } },
    { value: 0, labels: { state: 'degraded' } },
  ])
})

t.test('a server without OAuth says nothing about a provider', async t => {
  const { app } = await startHybridServer(t)
  const names = stateGauges({ basic: app.basic, config: app.config, oauth: undefined }).map(({ name }) => name)
  t.strictSame(names, ['mcp_build_info', 'mcp_basic_breaker_open'])
})
