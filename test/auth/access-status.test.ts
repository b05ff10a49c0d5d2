import t, { type Test } from 'tap'
import { accessStatus } from '../../src/auth/access-status.js'
import type { OidcStatus } from '../../src/auth/oidc/oidc-runtime.js'
import { Secret } from '../../src/lib/secret.js'
import { sealContexts } from '../../src/vault/seal-contexts.js'
import { openTestStorage } from '../helpers/open-test-storage.js'

const issuer = 'https://cloud.example.com'
const ready: OidcStatus = { state: 'ready', issuer, clientId: 'c', clientExpiresAt: null, warnings: [] }
const oidc = (status: OidcStatus = ready) => ({ status: () => status })

async function withGrant(t: Test) {
  const { storage, vault } = await openTestStorage(t)
  const owner = { issuer, userId: 'alice', clientId: 'c' }
  const sealed = vault.seal(new Secret('rt'), sealContexts['refresh-token'](owner))
  const rest = { tokenAudience: 'nextcloud', flowType: 'provision', correlationId: null, accessExpiresAt: null }
  await storage.grants.save({ ...owner, ...rest, sealed, scopes: ['openid'], refreshExpiresAt: 900 }, 100)
  return { storage, vault }
}

t.test('nothing stored is nothing provisioned', async t => {
  const { storage } = await openTestStorage(t)
  t.match(await accessStatus(storage, oidc(), 'alice'), {
    provisioned: false,
    needsReauthorization: false,
    method: null,
  })
})

t.test('a living grant is told with its times; a dead one asks for a new authorization', async t => {
  const { storage } = await withGrant(t)
  t.match(await accessStatus(storage, oidc(), 'alice'), { method: 'oauth_grant', grantedAt: 100, expiresAt: 900 })
  await storage.grants.markReauthRequired(issuer, 'alice', 'invalid_grant', 200)
  t.match(await accessStatus(storage, oidc(), 'alice'), { provisioned: false, needsReauthorization: true })
})

t.test('an app password counts where there is no living grant', async t => {
  const { storage, vault } = await openTestStorage(t)
  const sealed = vault.seal(new Secret('pw'), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: ['notes.read'] }, 50)
  t.match(await accessStatus(storage, oidc(), 'alice'), {
    method: 'app_password',
    grantedAt: 50,
    scopes: ['notes.read'],
  })
  await storage.appPasswords.markRejected('alice', sealed, 60)
  t.match(await accessStatus(storage, oidc(), 'alice'), {
    provisioned: false,
    needsReauthorization: true,
    method: 'app_password',
  })
})

t.test('while the provider is not known, no grant is claimed', async t => {
  const { storage } = await withGrant(t)
  t.match(await accessStatus(storage, oidc({ state: 'starting' }), 'alice'), { provisioned: false })
})
