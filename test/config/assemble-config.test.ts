import t from 'tap'
import { loadConfig } from '../../src/config/load-config.js'
import { hybridEnv } from './hybrid-env.js'

const config = (more: Record<string, string | undefined> = {}) => loadConfig(hybridEnv(more)).config
const ownUrl = (more: Record<string, string>) => config(more).server.publicUrl

t.test('the default public address follows host and port', async t => {
  t.equal(ownUrl({ PORT: '8123' }), 'http://localhost:8123')
  t.equal(ownUrl({ HOST: '0.0.0.0' }), 'http://localhost:8000')
  t.equal(ownUrl({ HOST: '::' }), 'http://localhost:8000')
  t.equal(ownUrl({ HOST: '192.168.1.5' }), 'http://192.168.1.5:8000')
  t.equal(ownUrl({ HOST: 'fd00::5' }), 'http://[fd00::5]:8000')
  t.equal(ownUrl({ NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com/' }), 'https://mcp.example.com')
})

t.test('GAP-42: cookies are secure when our own address is https, whatever Nextcloud is', async t => {
  t.equal(config().server.cookieSecure, false)
  const https = { NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com', NEXTCLOUD_HOST: 'http://app' }
  t.equal(config(https).server.cookieSecure, true)
  t.equal(config({ COOKIE_SECURE: 'yes' }).server.cookieSecure, true)
  t.equal(config({ ...https, COOKIE_SECURE: '0' }).server.cookieSecure, false)
})

t.test('where browsers find Nextcloud is the public issuer, else the host', async t => {
  t.equal(config().nextcloud.publicUrl, 'https://cloud.example.com')
  const issuer = { NEXTCLOUD_HOST: 'http://app', NEXTCLOUD_PUBLIC_ISSUER_URL: 'https://cloud.example.com' }
  t.equal(config(issuer).nextcloud.publicUrl, 'https://cloud.example.com')
  t.equal(
    config({ ...issuer, NEXTCLOUD_PUBLIC_URL: 'https://nc.example.com' }).nextcloud.publicUrl,
    'https://nc.example.com',
  )
})

t.test('the issuer of another provider is never taken for Nextcloud', async t => {
  const foreign = {
    OIDC_DISCOVERY_URL: 'https://idp.example/.well-known/openid-configuration',
    NEXTCLOUD_PUBLIC_ISSUER_URL: 'https://idp.example',
  }
  t.equal(config(foreign).nextcloud.publicUrl, 'https://cloud.example.com')
})

t.test('the login flow is offered where there is nothing else, unless it is switched', async t => {
  const loginFlow = (written?: string) => config({ ENABLE_LOGIN_FLOW: written }).provisioning.loginFlow
  t.strictSame([undefined, 'auto', 'on', 'TRUE', '0', 'false'].map(loginFlow), [
    'auto',
    'auto',
    'always',
    'always',
    'never',
    'never',
  ])
  t.throws(() => loginFlow('perhaps'), { code: 'NCMCP_CONFIG_INVALID' })
})

t.test('webhooks go to the internal address if there is one', async t => {
  t.equal(config().webhooks.baseUrl, 'http://localhost:8000')
  t.equal(config({ WEBHOOK_INTERNAL_URL: 'http://mcp:8000' }).webhooks.baseUrl, 'http://mcp:8000')
})

t.test('defaults are those of the documentation', async t => {
  t.match(config(), {
    server: { host: '127.0.0.1', port: 8000, trustedProxies: ['127.0.0.1', '::1'] },
    nextcloud: { verifyTls: true, keepAlive: true, forwardClientIp: false },
    oidc: {
      scopes: ['openid', 'profile', 'offline_access'],
      tokenType: 'jwt',
      resourceUri: 'https://cloud.example.com',
    },
    tokens: { cacheTtlSeconds: 3600, liveness: 'cache_miss', maxBytes: 16_384 },
    basic: { cacheTtlSeconds: 60, breaker: true },
    management: { allowedClients: [], allowUserinfo: false, strictIssuer: false },
    log: { level: 'info', format: 'json' },
  })
  t.match(config().oidc.discovery, { maxAttempts: 10, backoffBaseMs: 1000, backoffMaxMs: 15_000 })
})

t.test('several keys keep their order', async t => {
  const other = Buffer.alloc(32, 'xy').toString('base64')
  const keys = config({ TOKEN_ENCRYPTION_KEY: `${other},${hybridEnv()['TOKEN_ENCRYPTION_KEY']}` }).storage?.keys
  t.equal(keys?.length, 2)
  t.equal(keys?.[0]?.reveal(), Buffer.alloc(32, 'xy').toString('base64url'))
})

t.test('without offline access nothing is stored, although a key and a database are named', async t => {
  const named = { TOKEN_STORAGE_DB: '/data/tokens.db' }
  t.match(config(named).storage, { path: '/data/tokens.db' })
  const oauth = { ...named, ENABLE_MULTI_USER_BASIC_AUTH: undefined }
  t.match(config(oauth).storage, { path: '/data/tokens.db' })
  for (const env of [named, oauth]) t.equal(config({ ...env, ENABLE_OFFLINE_ACCESS: undefined }).storage, undefined)
})
