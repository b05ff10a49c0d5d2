import t from 'tap'
import { isAuthorizationServer } from '../../src/config/is-authorization-server.js'
import { testConfig } from '../helpers/test-config.js'

const OAUTH = { ENABLE_MULTI_USER_BASIC_AUTH: undefined }
const NO_GRANTS = { ENABLE_OFFLINE_ACCESS: undefined, TOKEN_ENCRYPTION_KEY: undefined, TOKEN_STORAGE_DB: undefined }

t.test('OAuth mode is one when it keeps grants; hybrid mode only when it is asked to', async t => {
  t.equal(isAuthorizationServer(testConfig(OAUTH)), true)
  t.equal(isAuthorizationServer(testConfig({ ...OAUTH, ...NO_GRANTS })), false)
  t.equal(isAuthorizationServer(testConfig()), false)
  t.equal(isAuthorizationServer(testConfig({ MCP_OAUTH: 'true' })), true)
  t.equal(isAuthorizationServer(testConfig({ ...NO_GRANTS, MCP_OAUTH: 'true' })), false)
})
