import t from 'tap'
import { hasAccess, personAccess } from '../../../src/auth/server/person-access.js'
import { Secret } from '../../../src/lib/secret.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { serverSetup } from '../../helpers/server-setup.js'
import { ISSUER, testGrant } from '../../storage/storage-fixtures.js'

t.test('a grant that lives is access; one that must be renewed is not', async t => {
  const { deps, storage, giveAccess, now } = await serverSetup(t)
  t.equal(await hasAccess(deps, 'alice'), false)
  await giveAccess()
  t.equal(await hasAccess(deps, 'alice'), true)
  t.equal(await hasAccess(deps, 'bob'), false)
  await storage.grants.markReauthRequired('https://nc.example', 'alice', 'x', now())
  t.equal(await hasAccess(deps, 'alice'), false)
})

t.test('an app password is access too', async t => {
  const { storage, vault } = await openTestStorage(t)
  const sealed = vault.seal(new Secret('pw'), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 1)
  t.equal(await hasAccess({ storage }, 'alice'), true)
  await storage.appPasswords.markRejected('alice', sealed, 2)
  t.equal(await hasAccess({ storage }, 'alice'), false, 'but not one that Nextcloud refused')
  await storage.grants.save(testGrant(vault, 'bob'), 1)
  await storage.grants.remove(ISSUER, 'bob')
  t.equal(await hasAccess({ storage }, 'bob'), false)
})

t.test('VER-13: an app password is limited as its person limited it, a grant is not', async t => {
  const { deps, storage, giveAccess } = await serverSetup(t)
  const { vault } = await openTestStorage(t)
  const sealed = vault.seal(new Secret('pw'), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: ['notes.read'] }, 1)
  t.strictSame(await personAccess(deps, 'alice'), { scopes: ['notes.read'] })
  await storage.appPasswords.setScopes('alice', [], 2)
  t.strictSame(await personAccess(deps, 'alice'), { scopes: [] })
  await giveAccess()
  t.strictSame(await personAccess(deps, 'alice'), { scopes: null })
  t.equal(await personAccess(deps, 'bob'), undefined)
})
