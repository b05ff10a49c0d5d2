import t from 'tap'
import { describeConfig } from '../../src/config/describe-config.js'
import { loadConfig } from '../../src/config/load-config.js'
import { hybridEnv } from './hybrid-env.js'
import { problemsOf } from './load.js'

const config = (more: Record<string, string>) => loadConfig(hybridEnv(more)).config
const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com:4318/' }

t.test('nothing is traced unless somebody says where to', async t => {
  t.equal(config({}).tracing, undefined)
  t.equal(config({ OTEL_SERVICE_NAME: 'x', OTEL_TRACES_SAMPLER: 'always_on' }).tracing, undefined)
})

t.test('the address of the collector gets the path of traces; a whole address is taken as it is, and wins', async t => {
  t.match(config(ENDPOINT).tracing, {
    endpoint: 'https://collector.example.com:4318/v1/traces',
    headers: {},
    serviceName: 'nextcloud-mcp-server',
    sampler: 'parentbased_always_on',
    ratio: 1,
  })
  const own = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/own' }
  t.equal(config({ ...ENDPOINT, ...own }).tracing?.endpoint, 'http://localhost:4318/own')
})

t.test('two switches turn it off, whatever else is set', async t => {
  t.equal(config({ ...ENDPOINT, OTEL_SDK_DISABLED: 'true' }).tracing, undefined)
  t.equal(config({ ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }).tracing, undefined)
  t.ok(config({ ...ENDPOINT, OTEL_SDK_DISABLED: '' }).tracing)
})

t.test('what cannot be is refused by name', async t => {
  for (const [name, written] of Object.entries({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://collector:4317',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example.com/?api-key=canary',
    OTEL_EXPORTER_OTLP_HEADERS: 'canary',
    OTEL_TRACES_EXPORTER: 'zipkin',
    OTEL_TRACES_SAMPLER: 'sometimes',
    OTEL_TRACES_SAMPLER_ARG: '1.5',
  })) {
    const problems = problemsOf(hybridEnv({ ...ENDPOINT, [name]: written }))
    t.match(problems, [new RegExp(`^${name} `)], name)
    t.notMatch(problems.join(), /canary/)
  }
})

t.test('headers are secrets: the log knows their names alone', async t => {
  const { tracing, ...rest } = config({ ...ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: 'X-Key=canary' })
  t.equal(tracing?.headers['x-key']?.reveal(), 'canary')
  t.match(describeConfig({ ...rest, tracing }), { 'tracing.headers.x-key': 'set' })
  t.notMatch(JSON.stringify(describeConfig({ ...rest, tracing })), /canary/)
})
