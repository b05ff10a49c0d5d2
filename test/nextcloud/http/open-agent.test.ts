import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import t from 'tap'
import { ConfigError } from '../../../src/errors/config-error.js'
import { openAgent } from '../../../src/nextcloud/http/open-agent.js'

t.test('a CA bundle that cannot be read is a configuration error', async t => {
  const caBundle = join(t.testdir(), 'missing.pem')
  t.throws(() => openAgent({ verifyTls: true, caBundle, keepAlive: true }), ConfigError)
  t.throws(() => openAgent({ verifyTls: true, caBundle, keepAlive: true }), /NEXTCLOUD_CA_BUNDLE/)
})

t.test('a readable CA bundle is taken', async t => {
  const folder = t.testdir({ 'ca.pem': rootCertificates[0] ?? '' })
  const agent = openAgent({ verifyTls: true, caBundle: join(folder, 'ca.pem'), keepAlive: false })
  await agent.close()
  t.ok(agent.closed)
})
