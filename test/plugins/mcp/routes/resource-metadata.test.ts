import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'
import { OAUTH, startOAuthServer, STATELESS } from '../../../helpers/oauth-server.js'

const PATH = '/.well-known/oauth-protected-resource'
const PATHS = [PATH, `${PATH}/mcp`]
const SCOPES = ['openid', 'profile', 'email', 'files.read', 'files.write', 'notes.read', 'notes.write']

t.test('RT-5: both paths say for what, from where and with which scopes a token is taken', async t => {
  const { app, url, sandbox } = await startOAuthServer(t)
  for (const path of PATHS) {
    const response = await app.inject(path)
    t.equal(response.statusCode, 200)
    const metadata = response.json()
    t.match(metadata, { resource: `${url}/mcp`, scopes_supported: SCOPES, bearer_methods_supported: ['header'] })
    const own = app.hasDecorator('authorizationServer')
    t.strictSame(metadata.authorization_servers, [own ? url : sandbox.url])
  }
})

t.test('every scope that a tool of the list needs can be asked for, and offline_access cannot', async t => {
  const { app, token, post } = await startOAuthServer(t)
  const { scopes_supported: scopes } = (await app.inject(PATH)).json()
  t.notOk(scopes.includes('offline_access'))
  const { tools } = (await post(await token('alice', { scope: scopes.join(' ') }), 'tools/list')).body.result
  const names = tools.map(({ name }: { name: string }) => name)
  for (const name of ['nc_notes_delete_note', 'nc_files_write_file', 'nc_users_whoami'])
    t.ok(names.includes(name), name)
})

t.test('RT-7: metadata may be cached and read by any page, and nothing else of ours may', async t => {
  const { app, url } = await startOAuthServer(t)
  for (const path of PATHS) {
    const { headers } = await app.inject(path)
    t.equal(headers['cache-control'], 'public, max-age=300')
    t.equal(headers['access-control-allow-origin'], '*')
    t.equal(headers['access-control-allow-credentials'], undefined)
    const preflight = await app.inject({ method: 'OPTIONS', url: path, headers: { origin: url } })
    t.match(preflight, { statusCode: 204, headers: { 'access-control-allow-headers': /mcp-protocol-version/ } })
  }
  const mcp = await app.inject({ method: 'POST', url: '/mcp' })
  t.equal(mcp.headers['access-control-allow-origin'], undefined)
})

t.test('a public issuer is the one that clients are sent to', async t => {
  const issuer = 'http://127.0.0.1:65000'
  const { app } = await startOAuthServer(t, { env: { NEXTCLOUD_PUBLIC_ISSUER_URL: issuer } })
  const { authorization_servers: servers } = (await app.inject(PATH)).json()
  if (!app.hasDecorator('authorizationServer')) t.strictSame(servers, [issuer])
  t.equal(servers.length, 1)
})

t.test('RT-5: clients that go to a provider with resource servers are told the names that it knows', async t => {
  const env = { OIDC_RESOURCE_SERVER_ID: 'https://api.example.com' }
  const theirs = await startOAuthServer(t, { env: { ...env, ...STATELESS } })
  const { scopes_supported: named } = (await theirs.app.inject(PATH)).json()
  t.strictSame(named.slice(2, 4), ['email', 'https://api.example.com/files.read'])
  t.match((await theirs.post(undefined, 'ping')).challenge, /email https:\/\/api.example.com\/files.read/)
  const ours = await startOAuthServer(t, { env })
  t.strictSame((await ours.app.inject(PATH)).json().scopes_supported, SCOPES, 'our own tokens have our own names')
})

t.test('while the provider is not known the metadata is 503, and never wrong', async t => {
  const env = { ...OAUTH, ENABLE_OFFLINE_ACCESS: undefined }
  const { app } = await startOAuthServer(t, { env, settings: { dynamicRegistration: false } })
  const response = await app.inject(PATH)
  t.match(response, { statusCode: 503, headers: { 'retry-after': /^\d+$/ } })
  t.equal(response.headers['cache-control'], 'no-store')
})

t.test('RT-6: where /mcp takes HTTP Basic alone there is no metadata', async t => {
  const { app } = await startHybridServer(t)
  for (const path of PATHS) t.equal((await app.inject(path)).statusCode, 404, path)
})
