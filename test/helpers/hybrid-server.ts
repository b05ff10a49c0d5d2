import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { buildApp, type AppOverrides } from '../../src/app.js'
import type { Config } from '../../src/config/config.js'
import { systemPorts, type Ports } from '../../src/lib/ports.js'
import { Secret } from '../../src/lib/secret.js'
import type { Sandbox, SandboxSettings } from '../../src/sandbox/sandbox.js'
import { sealContexts } from '../../src/vault/seal-contexts.js'
import { freePort } from './free-port.js'
import { startTestSandbox } from './start-sandbox.js'
import { testConfig } from './test-config.js'

export interface HybridServer {
  app: FastifyInstance
  sandbox: Sandbox
  /** `http://127.0.0.1:<port>`: it really listens there. */
  url: string
  /** Headers of a management client that acts for the person: a JWT whose audience is this server, as Astrolabe's. */
  bearer(uid: string, options?: { resource?: string; scope?: string }): Promise<{ authorization: string }>
  basic(uid: string, password?: string): { authorization: string }
  /** Leaves a stored grant of the person, as the Authorize button does. */
  provision(uid: string): Promise<void>
}

export interface HybridOptions {
  env?: Record<string, string | undefined>
  settings?: Partial<SandboxSettings>
  /** A Nextcloud that is up already; absent: one of its own. */
  sandbox?: Sandbox
  ports?: Ports
  /** Where it listens, for those who must know before. */
  port?: number
  /** What else the app is given instead of the real thing. */
  overrides?: (config: Config) => AppOverrides
  /** What happens to Nextcloud before the server starts. */
  before?: (sandbox: Sandbox) => void
}

const SCOPE = 'openid profile email offline_access'
const REDIRECT = 'http://127.0.0.1/apps/astrolabe/oauth/callback'

/** Server and sandbox, both on loopback, gone when the test ends. */
export async function startHybridServer(t: Test, options: HybridOptions = {}): Promise<HybridServer> {
  const { env = {}, settings = {}, ports = systemPorts, overrides = () => ({}), before = () => {} } = options
  const sandbox = options.sandbox ?? (await startTestSandbox(t, { settings, now: ports.now }))
  before(sandbox)
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const config = testConfig({ NEXTCLOUD_HOST: sandbox.url, NEXTCLOUD_MCP_SERVER_URL: url, PORT: String(port), ...env })
  const app = await buildApp(config, { ports, ...overrides(config) })
  t.teardown(() => app.close())
  await app.listen({ host: '127.0.0.1', port })
  await app.oauth?.oidc.start()
  const astrolabe = sandbox.createClient({ redirectUris: [REDIRECT], tokenType: 'jwt', resourceUrl: url })
  return {
    app,
    sandbox,
    url,
    basic: (uid, password) => basicHeader(sandbox, uid, password),
    bearer: async (uid, { resource = url, scope = SCOPE } = {}) => {
      const { accessToken } = await sandbox.issueTokens({ uid, clientId: astrolabe.clientId, scope, resource })
      return { authorization: `Bearer ${accessToken}` }
    },
    provision: uid => storeGrant(app, sandbox, uid),
  }
}

function basicHeader(sandbox: Sandbox, uid: string, password?: string): { authorization: string } {
  const user = sandbox.users.find(one => one.uid === uid)!
  return { authorization: `Basic ${Buffer.from(`${user.loginName}:${password ?? user.password}`).toString('base64')}` }
}

async function storeGrant(app: FastifyInstance, sandbox: Sandbox, uid: string): Promise<void> {
  const { provider, client } = await app.oauth!.oidc.session()
  const scope = 'openid profile offline_access'
  const { refreshToken } = await sandbox.issueTokens({ uid, clientId: client.id, scope })
  const now = Math.floor(app.ports.now() / 1000)
  const owner = { issuer: provider.issuer, userId: uid, clientId: client.id }
  const sealed = app.vault.seal(new Secret(refreshToken!), sealContexts['refresh-token'](owner))
  await app.storage!.grants.save(
    {
      ...owner,
      sealed,
      scopes: scope.split(' '),
      tokenAudience: 'nextcloud',
      flowType: 'provision',
      correlationId: null,
      refreshExpiresAt: now + 900,
      accessExpiresAt: null,
    },
    now,
  )
  app.oauth!.broker.provisioned(uid)
}
