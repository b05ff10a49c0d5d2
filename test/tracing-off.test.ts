import { createRequire } from 'node:module'
import t from 'tap'
import { silentLog } from '../src/lib/log.js'
import { systemPorts } from '../src/lib/ports.js'
import { openTracing } from '../src/tracing/open-tracing.js'
import { startCollector } from './helpers/start-collector.js'
import { startHybridServer } from './helpers/hybrid-server.js'

// Beside the suites, in a process of its own: what another test loads would stay loaded.

/** The API alone is types and empty functions, and prom-client brings it along. */
const SDK = /@opentelemetry\/(?!api\/)/
const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some(path => SDK.test(path))

t.test('off by default: the server works and the SDK of OpenTelemetry is not even loaded', async t => {
  const { app, basic } = await startHybridServer(t)
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'nc_users_whoami', arguments: {} } }
  const headers = { ...basic('alice'), accept: 'application/json, text/event-stream' }
  const answer = await app.inject({ method: 'POST', url: '/mcp', headers, payload: message })
  t.match(answer.json(), { result: { structuredContent: { user_id: 'alice' } } })
  t.equal(app.tracing, undefined)
  t.equal(isLoaded(), false)
})

t.test('it is loaded where a collector is named', async t => {
  const { url: endpoint } = await startCollector(t)
  const config = { endpoint, headers: {}, serviceName: 'x', sampler: 'always_on' as const, ratio: 1 }
  const tracing = await openTracing(config, { ports: systemPorts, log: silentLog })
  t.equal(isLoaded(), true)
  await tracing?.close()
})
