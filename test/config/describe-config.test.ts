import t from 'tap'
import { describeConfig } from '../../src/config/describe-config.js'
import { loadConfig } from '../../src/config/load-config.js'
import { hybridEnv, KEY } from './hybrid-env.js'

const config = loadConfig(
  hybridEnv({
    NEXTCLOUD_OIDC_CLIENT_ID: 'client',
    NEXTCLOUD_OIDC_CLIENT_SECRET: 'hunter2',
    WEBHOOK_SECRET: 'w'.repeat(40),
  }),
).config

t.test('settings are named by their place', async t => {
  t.match(describeConfig(config), { mode: 'hybrid', 'server.port': '8000', 'oidc.client.id': 'client' })
})

t.test('secrets say only that they are set', async t => {
  const described = describeConfig(config)
  t.match(described, { 'oidc.client.secret': 'set', 'storage.keys': '1 set', 'webhooks.secret': 'set' })
  const text = JSON.stringify(described)
  for (const secret of ['hunter2', 'wwww', KEY.slice(0, 10), Buffer.from(KEY, 'base64').toString('base64url')]) {
    t.notOk(text.includes(secret))
  }
})

t.test('what is not set is left out', async t => {
  t.notOk('oidc.issuer' in describeConfig(config))
  t.notOk('server.allowedHosts' in describeConfig(config))
  t.equal(describeConfig(config)['server.trustedProxies'], '127.0.0.1, ::1')
})
