import t from 'tap'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
import { testConfig } from '../helpers/test-config.js'

const OAUTH = { ENABLE_MULTI_USER_BASIC_AUTH: undefined }
const OFF = { ENABLE_OFFLINE_ACCESS: undefined }

t.test('it needs a mode with people of their own, offline access, and a place to keep grants', async t => {
  t.ok(hasBackgroundAccess(testConfig()), 'hybrid')
  t.ok(hasBackgroundAccess(testConfig(OAUTH)), 'OAuth with offline access')
  t.notOk(hasBackgroundAccess(testConfig({ ...OAUTH, ...OFF })), 'OAuth with a key alone')
  t.notOk(hasBackgroundAccess(testConfig({ ...OAUTH, ...OFF, TOKEN_ENCRYPTION_KEY: undefined })), 'OAuth')
  t.notOk(hasBackgroundAccess(testConfig(OFF)), 'multi-user Basic')
})
