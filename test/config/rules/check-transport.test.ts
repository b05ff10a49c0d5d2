import t from 'tap'
import { StorageFailed } from '../../../src/errors/storage-errors.js'
import { hybridEnv } from '../hybrid-env.js'
import { problemsOf, warningsOf } from '../load.js'

t.test('GAP-43: http to a public name refuses to start', async t => {
  const problems = problemsOf(hybridEnv({ NEXTCLOUD_HOST: 'http://cloud.example.com' }))
  t.match(problems, [/^NEXTCLOUD_HOST is plain http to a public name.*ALLOW_INSECURE_HTTP=true/])
})

t.test('GAP-43: http to a service name is a warning', async t => {
  const source = hybridEnv({ NEXTCLOUD_HOST: 'http://app:80' })
  t.strictSame(problemsOf(source), [])
  t.match(warningsOf(source).join('\n'), /warn: NEXTCLOUD_HOST is plain http/)
})

t.test('CFG-12: http on loopback is silent', async t => {
  const source = hybridEnv({
    NEXTCLOUD_HOST: 'http://localhost:8080',
    NEXTCLOUD_MCP_SERVER_URL: 'http://127.0.0.1:8000',
  })
  t.notMatch(warningsOf(source).join('\n'), /plain http/)
})

t.test('CFG-12: our own public address and every address that carries secrets is held to it', async t => {
  for (const name of [
    'NEXTCLOUD_MCP_SERVER_URL',
    'NEXTCLOUD_PUBLIC_ISSUER_URL',
    'OIDC_DISCOVERY_URL',
    'USERINFO_URI',
  ]) {
    t.match(problemsOf(hybridEnv({ [name]: 'http://public.example.com' })), [new RegExp(`^${name} is plain http`)])
  }
})

t.test('CFG-12: a collector that takes secret headers is held to it, one that takes none is not', async t => {
  const source = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://public.example.com:4318' }
  t.strictSame(problemsOf(hybridEnv(source)), [])
  const withHeaders = { ...source, OTEL_EXPORTER_OTLP_HEADERS: 'x-key=secret' }
  t.match(problemsOf(hybridEnv(withHeaders)), [/^OTEL_EXPORTER_OTLP_ENDPOINT is plain http/])
})

t.test('CFG-12: ALLOW_INSECURE_HTTP turns the error into a warning', async t => {
  const source = hybridEnv({ NEXTCLOUD_HOST: 'http://cloud.example.com', ALLOW_INSECURE_HTTP: 'true' })
  t.match(warningsOf(source).join('\n'), /warn: NEXTCLOUD_HOST is plain http/)
})

t.test('TLS that is not checked is said aloud', async t => {
  t.match(warningsOf(hybridEnv({ NEXTCLOUD_VERIFY_SSL: 'false' })).join('\n'), /warn: NEXTCLOUD_VERIFY_SSL is off/)
})

t.test('a CA bundle must be a readable file with certificates', async t => {
  const source = hybridEnv({ NEXTCLOUD_CA_BUNDLE: '/ca.pem' })
  const readFile = () => '-----BEGIN CERTIFICATE-----\n'
  const missing = () => {
    throw new StorageFailed('no such file')
  }
  t.strictSame(problemsOf(source, { readFile }), [])
  t.match(problemsOf(source, { readFile: missing }), [/^NEXTCLOUD_CA_BUNDLE does not name a readable file/])
  t.match(problemsOf(source, { readFile: () => 'hello' }), [/^NEXTCLOUD_CA_BUNDLE/])
})
