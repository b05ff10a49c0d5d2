import type { Test } from 'tap'
import type { AuditEntry } from '../../../src/storage/storage.js'
import type { BrokerDeps } from '../../../src/auth/broker/broker-deps.js'
import type { OidcRuntime, ProviderMetadata } from '../../../src/auth/oidc/oidc-runtime.js'
import { silentLog } from '../../../src/lib/log.js'
import { Secret } from '../../../src/lib/secret.js'
import { startSandbox } from '../../../src/sandbox/start-sandbox.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { type Answer, fakeProvider } from '../../helpers/fake-provider.js'
import { manualPorts, type ManualPorts } from '../../helpers/manual-ports.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const REDIRECT = 'http://127.0.0.1:8000/oauth/callback'

export const testProvider = (url: string, changes: Partial<ProviderMetadata> = {}): ProviderMetadata => ({
  issuer: url,
  authorizationEndpoint: `${url}/index.php/apps/oidc/authorize`,
  tokenEndpoint: `${url}/index.php/apps/oidc/token`,
  jwksUri: `${url}/index.php/apps/oidc/jwks`,
  userinfoEndpoint: `${url}/index.php/apps/oidc/userinfo`,
  introspectionEndpoint: undefined,
  registrationEndpoint: undefined,
  revocationEndpoint: undefined,
  scopesSupported: undefined,
  codeChallengeMethodsSupported: ['S256'],
  acceptedIssuers: [url],
  isNextcloud: true,
  ...changes,
})

export interface TestOidc extends OidcRuntime {
  rejectedClients: string[]
  provider: ProviderMetadata
  client: { id: string; secret: Secret; source: 'environment' | 'stored' | 'registered'; expiresAt: number | null }
  /** Set to let `session()` fail with it. */
  outage: Error | undefined
}

/** Provider and client as the test says; nothing is discovered. */
export function testOidc(provider: ProviderMetadata, client: { id: string; secret: string }): TestOidc {
  const oidc: TestOidc = {
    rejectedClients: [],
    provider,
    client: { id: client.id, secret: new Secret(client.secret), source: 'registered', expiresAt: null },
    outage: undefined,
    status: () => ({
      state: 'ready',
      issuer: oidc.provider.issuer,
      clientId: oidc.client.id,
      clientExpiresAt: null,
      warnings: [],
    }),
    session: async () => {
      if (oidc.outage) throw oidc.outage
      return { provider: oidc.provider, client: oidc.client }
    },
    clientRejected: clientId => void oidc.rejectedClients.push(clientId),
    start: async () => {},
    firstAttempt: async () => {},
    stop: async () => {},
  }
  return oidc
}

export interface TestDeps extends BrokerDeps {
  ports: ManualPorts
  oidc: TestOidc
}

export type Recorded = Pick<AuditEntry, 'event' | 'outcome'> & Partial<AuditEntry>

/** Everything real that a broker needs, for a provider at `url`. */
export async function brokerDeps(t: Test, url: string, client: { id: string; secret: string }, ports = manualPorts()) {
  const { storage, vault, path } = await openTestStorage(t, { now: ports.now })
  const audited: Recorded[] = []
  const deps: TestDeps = {
    storage,
    vault,
    ports,
    oidc: testOidc(testProvider(url), client),
    http: testHttpClient(t).http,
    audit: { record: (event, outcome, fields = {}) => void audited.push({ event, outcome, ...fields }) },
    log: silentLog,
    config: { offlineAccess: true, maxAgeSeconds: undefined, nextcloudUrl: url },
  }
  const seconds = () => Math.floor(ports.now() / 1000)
  const grant = (userId: string) => storage.grants.find(deps.oidc.provider.issuer, userId)
  const save = (userId: string, token: string, refreshExpiresAt: number | null = null) => {
    const owner = { issuer: deps.oidc.provider.issuer, userId, clientId: deps.oidc.client.id }
    const row = {
      ...owner,
      sealed: vault.seal(new Secret(token), sealContexts['refresh-token'](owner)),
      scopes: ['openid', 'profile', 'offline_access'],
      tokenAudience: 'nextcloud',
      flowType: 'provision',
      correlationId: null,
      refreshExpiresAt,
      accessExpiresAt: null,
    }
    return storage.grants.save(row, seconds())
  }
  return { deps, ports, storage, vault, path, audited, seconds, grant, save }
}

/** The same, with the embedded Nextcloud as provider, on the same clock. */
export async function brokerWorld(t: Test) {
  const ports = manualPorts()
  const sandbox = await startSandbox({ now: ports.now })
  t.teardown(() => sandbox.close())
  const { clientId, clientSecret } = sandbox.createClient({ redirectUris: [REDIRECT], tokenType: 'jwt' })
  const world = await brokerDeps(t, sandbox.url, { id: clientId, secret: clientSecret }, ports)
  const provision = async (uid: string) => {
    const { refreshToken } = await sandbox.issueTokens({ uid, clientId })
    return world.save(uid, refreshToken ?? '', world.seconds() + 900)
  }
  const tokenPosts = () => sandbox.calls.filter(call => call.path.endsWith('/apps/oidc/token')).length
  const whoami = async (token: Secret) => {
    const url = `${sandbox.url}/ocs/v2.php/cloud/user?format=json`
    return (await world.deps.http.send({ method: 'GET', url, credential: { kind: 'bearer', token } })).status
  }
  return { ...world, sandbox, provision, tokenPosts, whoami }
}

/** The same, with a provider that answers what the test says; the refresh token of `alice` is stored as `rt-1`. */
export async function fakeWorld(t: Test, changes: Partial<ProviderMetadata> = {}) {
  const provider = await fakeProvider(t)
  const world = await brokerDeps(t, provider.url, { id: 'c1', secret: 'the-client-secret' })
  Object.assign(world.deps.oidc.provider, {
    tokenEndpoint: `${provider.url}/token`,
    jwksUri: `${provider.url}/jwks`,
    ...changes,
  })
  await world.save('alice', 'rt-1', world.seconds() + 900)
  const answers = (...list: Answer[]) => {
    let next = 0
    provider.on('/token', () => list[Math.min(next++, list.length - 1)] ?? {})
  }
  const storedToken = async (userId = 'alice') => {
    const row = await world.grant(userId)
    return row?.ciphertext ? world.vault.open(row.ciphertext, sealContexts['refresh-token'](row)).reveal() : null
  }
  const forms = () =>
    provider.received.filter(({ url }) => url === '/token').map(({ body }) => new URLSearchParams(body))
  return { ...world, provider, answers, storedToken, forms }
}

export const granted = (changes: Record<string, unknown> = {}): Answer => ({
  body: {
    access_token: 'at-1',
    token_type: 'Bearer',
    expires_in: 900,
    refresh_token: 'rt-2',
    refresh_expires_in: 900,
    ...changes,
  },
})

export const refusal = (error: string, status = 400): Answer => ({
  status,
  body: { error, error_description: 'In their words.' },
})
