import t from 'tap'
import { startOAuthServer } from '../../../helpers/oauth-server.js'

t.test('every form in which clients look for it is answered, for pages of every origin', async t => {
  const { url } = await startOAuthServer(t)
  for (const path of [
    '/.well-known/oauth-authorization-server',
    '/.well-known/oauth-authorization-server/mcp',
    '/.well-known/openid-configuration',
    '/.well-known/openid-configuration/mcp',
    '/mcp/.well-known/openid-configuration',
  ]) {
    const response = await fetch(`${url}${path}`, { headers: { origin: 'https://inspector.example' } })
    t.equal(response.status, 200, path)
    t.match(await response.json(), { issuer: url, token_endpoint: `${url}/oauth/token` })
    t.equal(response.headers.get('access-control-allow-origin'), '*')
    t.equal(response.headers.get('cache-control'), 'public, max-age=300')
    t.equal(response.headers.get('access-control-allow-credentials'), null)
  }
  t.strictSame(await (await fetch(`${url}/oauth/jwks`)).json(), { keys: [] })
})

t.test('RT-7: a page may ask with the header that MCP clients send, and other methods are not offered', async t => {
  const { url } = await startOAuthServer(t)
  for (const path of ['/.well-known/oauth-authorization-server', '/mcp/.well-known/openid-configuration']) {
    const headers = { origin: 'https://inspector.example', 'access-control-request-headers': 'mcp-protocol-version' }
    const preflight = await fetch(`${url}${path}`, { method: 'OPTIONS', headers })
    t.equal(preflight.status, 204, path)
    t.equal(preflight.headers.get('access-control-allow-origin'), '*')
    t.match(preflight.headers.get('access-control-allow-headers'), /mcp-protocol-version/)
    t.equal(preflight.headers.get('access-control-allow-methods'), 'GET')
    t.equal(preflight.headers.get('access-control-allow-credentials'), null)
    t.equal((await fetch(`${url}${path}`, { method: 'POST' })).status, 405)
  }
})

t.test('the resource names us as its authorization server', async t => {
  const { url } = await startOAuthServer(t)
  const metadata = await (await fetch(`${url}/.well-known/oauth-protected-resource/mcp`)).json()
  t.match(metadata, { resource: `${url}/mcp`, authorization_servers: [url] })
})

t.test('with a sub-path, what clients ask the root of the host is answered, and names us with it', async t => {
  const publicUrl = 'http://127.0.0.1/nc-mcp'
  const { app } = await startOAuthServer(t, { env: { NEXTCLOUD_MCP_SERVER_URL: publicUrl } })
  const headers = { host: '127.0.0.1' }
  for (const name of ['oauth-authorization-server', 'openid-configuration']) {
    const { issuer } = (await app.inject({ url: `/.well-known/${name}/nc-mcp`, headers })).json()
    t.equal(issuer, publicUrl, name)
  }
  const resource = (await app.inject({ url: '/.well-known/oauth-protected-resource/nc-mcp/mcp', headers })).json()
  t.match(resource, { resource: `${publicUrl}/mcp`, authorization_servers: [publicUrl] })
})
