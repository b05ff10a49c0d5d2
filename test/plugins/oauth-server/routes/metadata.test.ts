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

t.test('the resource names us as its authorization server', async t => {
  const { url } = await startOAuthServer(t)
  const metadata = await (await fetch(`${url}/.well-known/oauth-protected-resource/mcp`)).json()
  t.match(metadata, { resource: `${url}/mcp`, authorization_servers: [url] })
})
