import t from 'tap'
import { accessPort } from '../../../plugins/mcp/access-port.js'
import type { Revocation } from '../../../src/auth/broker/token-broker.js'
import { systemPorts } from '../../../src/lib/ports.js'
import type { OidcRuntime, OidcStatus } from '../../../src/auth/oidc/oidc-runtime.js'
import { Secret } from '../../../src/lib/secret.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { testConfig } from '../../helpers/test-config.js'

const NOW = 1_700_000_000_000

async function portFor(t: Parameters<typeof openTestStorage>[0], userId: string) {
  const { storage, vault } = await openTestStorage(t)
  const revoked: string[] = []
  const revoke = async (id: string): Promise<Revocation> => {
    revoked.push(id)
    return { hadGrant: true, remoteRevoked: null, hadAppPassword: false, appPasswordDeleted: null }
  }
  const ready = { state: 'ready' as const, issuer: 'https://nc', clientId: 'c', clientExpiresAt: null, warnings: [] }
  const oauth = { oidc: runtime(ready), broker: { revoke } }
  const config = testConfig({ NEXTCLOUD_MCP_SERVER_URL: 'http://127.0.0.1:8123' })
  const ports = { ...systemPorts, now: () => NOW }
  return { port: accessPort({ oauth, storage, ports, config }, userId), storage, vault, revoked }
}

const runtime = (status: OidcStatus): OidcRuntime => ({
  status: () => status,
  session: async () => Promise.reject(new TypeError('not in this test')),
  clientRejected: () => {},
  start: async () => {},
  firstAttempt: async () => {},
  stop: async () => {},
})

t.test('a person who authorised nothing has nothing', async t => {
  const { port } = await portFor(t, 'alice')
  t.match(await port?.status(), { provisioned: false, needsReauthorization: false, method: null })
})

t.test('a stored grant is told to its own person only', async t => {
  const { port, storage, vault } = await portFor(t, 'alice')
  const sealed = vault.seal(new Secret('a-token'), {
    purpose: 'refresh-token',
    issuer: 'https://nc',
    userId: 'alice',
    clientId: 'c',
  })
  await storage.grants.save(
    {
      userId: 'alice',
      issuer: 'https://nc',
      clientId: 'c',
      sealed,
      scopes: ['openid'],
      tokenAudience: 'nextcloud',
      flowType: 'hybrid',
      correlationId: null,
      refreshExpiresAt: null,
      accessExpiresAt: null,
    },
    1000,
  )
  t.match(await port?.status(), { provisioned: true, method: 'oauth_grant', grantedAt: 1000, scopes: ['openid'] })
})

t.test('the link is ours, holds a ticket, and ends in ten minutes', async t => {
  const { port } = await portFor(t, 'alice')
  const link = await port?.createAuthorizeLink()
  t.match(link?.url, /^http:\/\/127\.0\.0\.1:8123\/oauth\/authorize-nextcloud\?ticket=[\w-]{43}$/)
  t.equal(link?.expiresAt, NOW / 1000 + 600)
})

t.test('revoke ends the access of the caller', async t => {
  const { port, revoked } = await portFor(t, 'alice')
  t.match(await port?.revoke(), { hadGrant: true, remoteRevoked: null })
  t.strictSame(revoked, ['alice'])
})

t.test('there is no background access where nothing is stored', async t => {
  const config = testConfig()
  t.equal(accessPort({ oauth: undefined, storage: undefined, ports: systemPorts, config }, 'alice'), undefined)
})
