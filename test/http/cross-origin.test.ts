import t from 'tap'
import { startHybridServer } from '../helpers/hybrid-server.js'

const PAGE = 'https://inspector.example'
const ASKING = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
const cors = (headers: object) => Object.keys(headers).filter(name => name.startsWith('access-control-'))

t.test(
  'GAP-31: a page of a listed origin may call /mcp and the management API, and read why it is refused',
  async t => {
    const { app, basic } = await startHybridServer(t, { env: { MCP_ALLOWED_ORIGINS: PAGE } })
    for (const url of ['/mcp', '/api/v1/webhooks']) {
      const preflight = await app.inject({ method: 'OPTIONS', url, headers: { origin: PAGE, ...ASKING } })
      t.match(preflight, { statusCode: 204, headers: { 'access-control-allow-origin': PAGE, vary: 'origin' } })
      t.match(preflight.headers['access-control-allow-headers'], /authorization.*mcp-protocol-version.*mcp-method/)
      t.notOk('access-control-allow-credentials' in preflight.headers)
    }
    const refused = await app.inject({ method: 'POST', url: '/mcp', headers: { origin: PAGE } })
    t.match(refused, { statusCode: 401, headers: { 'access-control-expose-headers': /www-authenticate/ } })
    const headers = { ...basic('alice'), origin: PAGE, accept: 'application/json, text/event-stream' }
    const list = await app.inject({
      method: 'POST',
      url: '/mcp',
      headers,
      payload: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    })
    t.match(list, { statusCode: 200, headers: { 'access-control-allow-origin': PAGE } })
  },
)

t.test('GAP-31: other origins, pages for people and our own pages get nothing of it', async t => {
  const { app, url: own } = await startHybridServer(t, { env: { MCP_ALLOWED_ORIGINS: PAGE } })
  for (const origin of ['https://evil.example', 'null', `${PAGE}.evil.example`]) {
    const preflight = await app.inject({ method: 'OPTIONS', url: '/mcp', headers: { origin, ...ASKING } })
    t.equal(preflight.statusCode, 403, origin)
    t.strictSame(cors(preflight.headers), [], origin)
  }
  const page = await app.inject({ url: '/oauth/authorize-nextcloud', headers: { origin: PAGE } })
  t.strictSame(cors(page.headers), [])
  const ours = await app.inject({ method: 'OPTIONS', url: '/mcp', headers: { origin: own, ...ASKING } })
  t.strictSame(cors(ours.headers), [])
})

t.test('GAP-31: without a list there is no CORS, and with "*" every origin is named, never with cookies', async t => {
  const closed = await startHybridServer(t)
  const refused = await closed.app.inject({ method: 'OPTIONS', url: '/mcp', headers: { origin: PAGE, ...ASKING } })
  t.strictSame(cors(refused.headers), [])
  const open = await startHybridServer(t, { env: { MCP_ALLOWED_ORIGINS: '*' } })
  const preflight = await open.app.inject({ method: 'OPTIONS', url: '/mcp', headers: { origin: PAGE, ...ASKING } })
  t.equal(preflight.headers['access-control-allow-origin'], PAGE)
  t.notOk('access-control-allow-credentials' in preflight.headers)
})
