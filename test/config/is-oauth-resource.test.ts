import t from 'tap'
import { isOAuthResource } from '../../src/config/is-oauth-resource.js'
import { testConfig } from '../helpers/test-config.js'

t.test('/mcp is an OAuth resource in OAuth mode, and not where it takes HTTP Basic', async t => {
  t.ok(isOAuthResource(testConfig({ ENABLE_MULTI_USER_BASIC_AUTH: undefined })))
  t.notOk(isOAuthResource(testConfig()))
  t.notOk(isOAuthResource(testConfig({ ENABLE_OFFLINE_ACCESS: undefined })))
})
