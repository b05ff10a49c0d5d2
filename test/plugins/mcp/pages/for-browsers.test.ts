import t from 'tap'
import { forBrowsersPage } from '../../../../plugins/mcp/pages/for-browsers.js'
import { loadConfig } from '../../../../src/config/load-config.js'
import { hybridEnv } from '../../../config/hybrid-env.js'
import { singleUserEnv } from '../../../config/single-user-env.js'

const page = (env: Record<string, string | undefined>) => forBrowsersPage(loadConfig(env).config)
const PASSWORD = /app password/
const SIGN_IN = /nothing but this address/
const CONNECTED = /oauth\/clients/
const BACKGROUND = /oauth\/authorize-nextcloud/

t.test('each mode tells its own ways in, and links only what it has', async t => {
  const hybrid = page(hybridEnv({ NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com' }))
  t.match(hybrid, 'https://mcp.example.com/mcp')
  for (const [text, told, untold] of [
    [hybrid, [PASSWORD, BACKGROUND], [SIGN_IN, CONNECTED]],
    [page(hybridEnv({ MCP_OAUTH: 'true' })), [PASSWORD, SIGN_IN, CONNECTED, BACKGROUND], []],
    [page(hybridEnv({ ENABLE_OFFLINE_ACCESS: 'false' })), [PASSWORD], [SIGN_IN, CONNECTED, BACKGROUND]],
    [page(hybridEnv({ ENABLE_MULTI_USER_BASIC_AUTH: 'false' })), [SIGN_IN, CONNECTED, BACKGROUND], [PASSWORD]],
    [page(singleUserEnv()), [/administrator/], [PASSWORD, SIGN_IN, CONNECTED, BACKGROUND, /alice/]],
  ] as const) {
    for (const one of told) t.match(text, one)
    for (const one of untold) t.notMatch(text, one)
  }
})
