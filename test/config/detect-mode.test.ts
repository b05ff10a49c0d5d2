import t from 'tap'
import { detectMode, offlineAccess, vectorSync } from '../../src/config/detect-mode.js'
import { Env } from '../../src/config/env.js'

const CREDENTIALS = { NEXTCLOUD_USERNAME: 'alice', NEXTCLOUD_PASSWORD: 'p' }
const modeOf = (values: Record<string, string>, oauth?: boolean) => detectMode(Env.parse(values), { oauth }).mode

t.test('CFG-6: nothing set is OAuth, name and password are single-user, the switch is multi-user', async t => {
  t.equal(modeOf({}), 'oauth')
  t.equal(modeOf(CREDENTIALS), 'single_user_basic')
  t.equal(modeOf({ ENABLE_MULTI_USER_BASIC_AUTH: 'true' }), 'multi_user_basic')
  t.equal(modeOf({ NEXTCLOUD_USERNAME: 'alice' }), 'oauth')
})

t.test('CFG-14: multi-user with offline access is hybrid, and nothing else is', async t => {
  t.equal(modeOf({ ENABLE_MULTI_USER_BASIC_AUTH: 'true', ENABLE_OFFLINE_ACCESS: 'true' }), 'hybrid')
  t.equal(modeOf({ MCP_DEPLOYMENT_MODE: 'multi_user_basic', ENABLE_BACKGROUND_OPERATIONS: '1' }), 'hybrid')
  t.equal(modeOf({ ENABLE_MULTI_USER_BASIC_AUTH: 'true', VECTOR_SYNC_ENABLED: 'true' }), 'multi_user_basic')
  t.equal(modeOf({ ENABLE_OFFLINE_ACCESS: 'true' }), 'oauth')
})

t.test(
  'CFG-6: the command line beats MCP_DEPLOYMENT_MODE, which beats the switch, which beats credentials',
  async t => {
    t.equal(modeOf({ MCP_DEPLOYMENT_MODE: 'multi_user_basic' }, true), 'oauth')
    t.equal(modeOf({ MCP_DEPLOYMENT_MODE: 'multi_user_basic' }, false), 'single_user_basic')
    t.equal(modeOf({ MCP_DEPLOYMENT_MODE: 'oauth', ENABLE_MULTI_USER_BASIC_AUTH: 'true' }), 'oauth')
    t.equal(modeOf({ ENABLE_MULTI_USER_BASIC_AUTH: 'true', ...CREDENTIALS }), 'multi_user_basic')
  },
)

t.test('MCP_DEPLOYMENT_MODE is trimmed, takes any case and the older name of OAuth', async t => {
  t.equal(modeOf({ MCP_DEPLOYMENT_MODE: ' Single_User_Basic ' }), 'single_user_basic')
  t.equal(modeOf({ MCP_DEPLOYMENT_MODE: 'oauth_single_audience' }), 'oauth')
  t.equal(Env.safeParse({ MCP_DEPLOYMENT_MODE: 'oauth_token_exchange' }).success, false)
})

t.test('CFG-15: a false wins over the other name of the switch', async t => {
  const offline = (values: Record<string, string>) => offlineAccess(Env.parse(values))
  t.equal(offline({ ENABLE_OFFLINE_ACCESS: 'false', ENABLE_BACKGROUND_OPERATIONS: 'true' }), false)
  t.equal(offline({ ENABLE_OFFLINE_ACCESS: 'true', ENABLE_BACKGROUND_OPERATIONS: 'false' }), false)
  t.equal(offline({ ENABLE_OFFLINE_ACCESS: 'true', ENABLE_BACKGROUND_OPERATIONS: 'true' }), true)
  t.equal(offline({ ENABLE_BACKGROUND_OPERATIONS: 'true' }), true)
  t.equal(offline({}), false)
})

t.test('CFG-15: semantic search never turns offline access on', async t => {
  const env = Env.parse({ ENABLE_OFFLINE_ACCESS: 'false', ENABLE_SEMANTIC_SEARCH: 'true' })
  t.equal(offlineAccess(env), false)
  t.equal(vectorSync(env), true)
})

t.test('what decided is told, for messages', async t => {
  t.equal(detectMode(Env.parse({}), {}).decidedBy, undefined)
  t.equal(detectMode(Env.parse({}), { oauth: true }).decidedBy, '--oauth')
  t.equal(detectMode(Env.parse({ MCP_DEPLOYMENT_MODE: 'oauth' }), {}).decidedBy, 'MCP_DEPLOYMENT_MODE')
})
