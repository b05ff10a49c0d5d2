import t from 'tap'
import { startServer } from '../../helpers/start-server.js'
import { fieldOf } from '../oidc/browser.js'
import { claimsOf, providerSite } from '../oidc/provider-site.js'

const PAGE = '/settings/admin/astrolabe'
const STATUS = { version: '0.1.0', auth_mode: 'multi_user_basic', oauth: { state: 'ready' } }
const PRESET = { id: 'notes_sync', name: 'Notes <Sync>', description: 'Notes', available: true, enabled: false }

/** An MCP server that says what it is told to say. */
async function mcpServer(t: Parameters<typeof startServer>[0], presetStatus = 200) {
  return startServer(t, (request, response) => {
    const status = request.url.startsWith('/api/v1/webhooks') ? presetStatus : 200
    const body = request.url === '/api/v1/status' ? STATUS : { presets: [PRESET] }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
}

t.test('an administrator sees the server, the Authorize link and the presets', async t => {
  const { url, received } = await mcpServer(t)
  const site = await providerSite(t, { mcpServerUrl: url })
  const page = await (await site.browse('admin')).get(PAGE)
  const back = encodeURIComponent(`${site.sandbox.url}${PAGE}`)
  t.match(page.body, `href="${url}/oauth/authorize-nextcloud?return_to=${back}"`)
  t.match(page.body, 'Version 0.1.0')
  t.match(page.body, 'Notes &lt;Sync&gt;')
  const presets = received.find(request => request.url === '/api/v1/webhooks/presets')
  const token = String(presets?.headers.authorization).replace('Bearer ', '')
  t.match(claimsOf(token), { sub: 'admin', aud: url, scope: 'openid profile email offline_access' })
})

t.test('a button switches a preset at the MCP server', async t => {
  const { url, received } = await mcpServer(t)
  const site = await providerSite(t, { mcpServerUrl: url })
  const browser = await site.browse('admin')
  const requesttoken = fieldOf((await browser.get(PAGE)).body, 'requesttoken')
  const pressed = await browser.post(`${PAGE}/presets/notes_sync/enable`, { requesttoken })
  t.equal(pressed.location, `${site.sandbox.url}${PAGE}`)
  t.ok(received.some(({ method, url }) => method === 'POST' && url === '/api/v1/webhooks/presets/notes_sync/enable'))
  t.match((await browser.get(PAGE)).body, 'Preset notes_sync is enabled.')
  t.notMatch((await browser.get(PAGE)).body, 'is enabled.', 'said once')
  t.equal((await browser.post(`${PAGE}/presets/notes_sync/enable`, {})).status, 412)
  t.equal((await browser.post(`${PAGE}/presets/notes_sync/explode`, { requesttoken })).status, 404)
})

t.test('errors of the MCP server are told in plain words', async t => {
  const unprovisioned = await mcpServer(t, 428)
  const site = await providerSite(t, { mcpServerUrl: unprovisioned.url })
  const browser = await site.browse('admin')
  t.match((await browser.get(PAGE)).body, 'press Authorize first')
  site.sandbox.settings.mcpServerUrl = 'http://127.0.0.1:1'
  t.match((await browser.get(PAGE)).body, 'The MCP server does not answer.')
  site.sandbox.settings.mcpServerUrl = null
  t.match((await browser.get(PAGE)).body, 'No MCP server is configured.')
})

t.test('the page is for administrators', async t => {
  const site = await providerSite(t)
  t.match(await (await site.browse('alice')).get(PAGE), { status: 403, body: /for administrators/ })
  t.match((await (await site.browse()).get(PAGE)).location, /\/login\?redirect_url=\/settings/)
})
