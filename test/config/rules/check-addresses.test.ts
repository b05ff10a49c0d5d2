import t from 'tap'
import { hybridEnv } from '../hybrid-env.js'
import { problemsOf, warningsOf } from '../load.js'

const cloud = (path: string) => hybridEnv({ NEXTCLOUD_HOST: `https://cloud.example.com${path}` })

t.test('an address from the address bar is refused with where to cut it', async t => {
  for (const path of ['/index.php', '/index.php/apps/notes', '/apps/files/files', '/nc/apps/dashboard/', '/login']) {
    t.match(problemsOf(cloud(path)).join('\n'), /NEXTCLOUD_HOST is the address of a page.*where Nextcloud begins/, path)
  }
})

t.test('sub-paths are not taken for pages', async t => {
  for (const path of ['', '/', '/cloud', '/apps/nextcloud', '/login-cloud'])
    t.strictSame(problemsOf(cloud(path)), [], path)
})

t.test('our own address with the path of MCP is warned about, for a proxy may mean it so', async t => {
  const told = (path: string) =>
    warningsOf(hybridEnv({ NEXTCLOUD_MCP_SERVER_URL: `https://mcp.example.com${path}` })).join('\n')
  t.match(told('/mcp'), /warn: NEXTCLOUD_MCP_SERVER_URL ends with \/mcp.*Take \/mcp off/)
  t.match(told('/mcp/'), /ends with/)
  t.notMatch(told(''), /ends with/)
  t.notMatch(told('/tools'), /ends with/)
})
