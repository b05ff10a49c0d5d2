import t from 'tap'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import { testConfig } from '../../helpers/test-config.js'

t.test('GAP-42: Secure follows our own address, not Nextcloud’s', async t => {
  t.strictSame(cookieOptions(testConfig()), { httpOnly: true, secure: false, sameSite: 'lax', path: '/' })
  t.match(cookieOptions(testConfig({ NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example' })), { secure: true })
})
