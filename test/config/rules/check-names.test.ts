import t from 'tap'
import { checkNames } from '../../../src/config/rules/check-names.js'

const MISSPELT = {
  NEXTCLOD_HOST: 'NEXTCLOUD_HOST',
  NEXTCLOUD_HOTS: 'NEXTCLOUD_HOST',
  ENABLE_OFFLINE_ACESS: 'ENABLE_OFFLINE_ACCESS',
  ENABLE_MULTIUSER_BASIC_AUTH: 'ENABLE_MULTI_USER_BASIC_AUTH',
  TOKEN_ENCRYPTION_KEYS: 'TOKEN_ENCRYPTION_KEY',
  TOKN_ENCRYPTION_KEY: 'TOKEN_ENCRYPTION_KEY',
  TOKEN_ENCRYPTION_KEY_FIEL: 'TOKEN_ENCRYPTION_KEY_FILE',
  ALLOWED_MGMT_CLIENTS: 'ALLOWED_MGMT_CLIENT',
  NEXTCLOUD_OIDC_DISCOVERY_URL: 'OIDC_DISCOVERY_URL',
  OIDC_DISCOVERY_URI: 'OIDC_DISCOVERY_URL',
  NEXTCLOUD_URL: 'NEXTCLOUD_HOST',
  VECTOR_SYNC_ENABLE: 'VECTOR_SYNC_ENABLED',
  OTEL_EXPORTER_OTLP_ENDPONT: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  OTEL_TRACES_SAMPLER_ARGS: 'OTEL_TRACES_SAMPLER_ARG',
}

t.test('CFG-3: a misspelling is an error with the right name', async t => {
  for (const [written, meant] of Object.entries(MISSPELT)) {
    t.match(checkNames([written]), [{ kind: 'problem', variable: written, fix: `Did you mean ${meant}?` }], written)
  }
})

t.test('CFG-3: names of this server and its files are known', async t => {
  t.strictSame(checkNames(['NEXTCLOUD_HOST', 'WEBHOOK_SECRET', 'WEBHOOK_SECRET_FILE', 'PORT']), [])
})

t.test('CFG-3: names that belong to somebody else are left alone', async t => {
  const foreign = ['PATH', 'HOSTNAME', 'HOSTS', 'PORTS', 'LOGLEVEL', 'POST', 'NODE_OPTIONS', 'constructor', '__proto__']
  const nextcloudImage = [
    'NEXTCLOUD_ADMIN_USER',
    'NEXTCLOUD_ADMIN_PASSWORD',
    'NEXTCLOUD_TRUSTED_DOMAINS',
    'NEXTCLOUD_VERSION',
  ]
  t.strictSame(checkNames([...foreign, ...nextcloudImage, 'NEXTCLOUD_UPDATE', 'MCP_CLIENT_ID_FOO']), [])
})

t.test('CFG-3: what OpenTelemetry names for metrics, logs and other exporters is left alone', async t => {
  const others = [
    'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
    'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
    'OTEL_EXPORTER_OTLP_TIMEOUT',
    'OTEL_EXPORTER_OTLP_CERTIFICATE',
    'OTEL_EXPORTER_OTLP_COMPRESSION',
    'OTEL_METRICS_EXPORTER',
    'OTEL_LOGS_EXPORTER',
    'OTEL_BSP_MAX_QUEUE_SIZE',
    'OTEL_PROPAGATORS',
  ]
  t.strictSame(checkNames(others), [])
})

t.test('CFG-3: what Kubernetes sets for a service called nextcloud is left alone', async t => {
  const links = [
    'NEXTCLOUD_PORT',
    'NEXTCLOUD_SERVICE_HOST',
    'NEXTCLOUD_SERVICE_PORT',
    'NEXTCLOUD_SERVICE_PORT_HTTP',
    'NEXTCLOUD_PORT_80_TCP',
    'NEXTCLOUD_PORT_80_TCP_ADDR',
    'NEXTCLOUD_MCP_SERVER_PORT',
    'NEXTCLOUD_MCP_SERVER_PORT_8000_TCP_PROTO',
  ]
  t.strictSame(checkNames(links), [])
})

t.test('CFG-3: variables of similar servers are explained, not overlooked', async t => {
  const names = [
    'ENABLE_TOKEN_EXCHANGE',
    'NEXTCLOUD_APP_PASSWORD',
    'MCP_SERVER_CLIENT_ID',
    'ENABLE_DCR',
    'QDRANT_URL',
    'OTEL_EXPORTER_OTLP_PROTOCOL',
  ]
  for (const name of names) {
    t.match(checkNames([name]), [{ kind: 'warning', level: 'warn', variable: name, message: /not read/i }], name)
  }
})

t.test('only secrets have files', async t => {
  t.match(checkNames(['NEXTCLOUD_HOST_FILE']), [{ kind: 'problem', fix: 'Set NEXTCLOUD_HOST instead.' }])
})
