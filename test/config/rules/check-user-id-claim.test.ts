import t from 'tap'
import { loadConfig } from '../../../src/config/load-config.js'
import { hybridEnv } from '../hybrid-env.js'

const warningsOf = (more: Record<string, string>) =>
  loadConfig(hybridEnv(more)).warnings.filter(({ variable }) => variable === 'OIDC_USER_ID_CLAIM')

const EXTERNAL = { OIDC_DISCOVERY_URL: 'https://idp.example/.well-known/openid-configuration' }

t.test('people are known by sub unless somebody says otherwise, and then the risk is named', async t => {
  t.strictSame(warningsOf({}), [])
  t.strictSame(warningsOf({ ...EXTERNAL, OIDC_USER_ID_CLAIM: 'sub' }), [])
  const [warning] = warningsOf({ ...EXTERNAL, OIDC_USER_ID_CLAIM: 'preferred_username' })
  t.match(JSON.stringify(warning), /can become anybody/)
})

t.test('with Nextcloud as the provider it has no effect, and that is said', async t => {
  const [warning] = warningsOf({ OIDC_USER_ID_CLAIM: 'preferred_username' })
  t.match(JSON.stringify(warning), /has no effect with Nextcloud/)
})

t.test('what cannot be the name of a claim is refused', async t => {
  t.throws(() => loadConfig(hybridEnv({ OIDC_USER_ID_CLAIM: 'pre ferred' })), { code: 'NCMCP_CONFIG_INVALID' })
})
