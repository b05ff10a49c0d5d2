import t from 'tap'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { ISSUER, testGrant } from '../storage-fixtures.js'

const rotationOf = (sealed: ReturnType<typeof testGrant>['sealed']) => ({
  sealed,
  refreshExpiresAt: 900,
  accessExpiresAt: 500,
})

t.test('a saved grant is found by issuer and user, and by user', async t => {
  const { storage, vault } = await openTestStorage(t)
  const saved = await storage.grants.save(testGrant(vault, 'alice'), 100)
  t.match(saved, {
    userId: 'alice',
    version: 1,
    status: 'active',
    provisionedAt: 100,
    scopes: ['openid', 'profile', 'offline_access'],
  })
  t.strictSame(await storage.grants.find(ISSUER, 'alice'), saved)
  t.strictSame(await storage.grants.ofUser('alice'), [saved])
  t.equal(await storage.grants.find(ISSUER, 'Alice'), undefined, 'names are exact')
  t.equal(await storage.grants.find('https://other.example', 'alice'), undefined)
})

t.test('provisioning again replaces the row, keeps its birth and raises its version', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  await storage.grants.markReauthRequired(ISSUER, 'alice', 'invalid_grant', 150)
  const again = await storage.grants.save(testGrant(vault, 'alice', { clientId: 'c2', scopes: null }), 200)
  t.match(again, {
    version: 3,
    createdAt: 100,
    provisionedAt: 200,
    clientId: 'c2',
    status: 'active',
    lastError: null,
    scopes: null,
  })
})

t.test('a rotation for an old version changes nothing', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  await storage.grants.save(testGrant(vault, 'alice', { token: 'second-consent' }), 200)
  t.equal(await storage.grants.rotate(ISSUER, 'alice', 1, rotationOf(testGrant(vault, 'alice').sealed), 210), false)
  const row = await storage.grants.find(ISSUER, 'alice')
  t.equal(vault.open(row!.ciphertext!, sealContexts['refresh-token'](row!)).reveal(), 'second-consent')
})

t.test('a rotation keeps the story of the consent', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice', { correlationId: 'corr' }), 100)
  await storage.grants.noteError(ISSUER, 'alice', 'ambiguous', 140)
  t.equal(await storage.grants.rotate(ISSUER, 'alice', 1, rotationOf(testGrant(vault, 'alice').sealed), 150), true)
  t.match(await storage.grants.find(ISSUER, 'alice'), {
    version: 2,
    provisionedAt: 100,
    correlationId: 'corr',
    flowType: 'provision',
    lastRefreshAt: 150,
    lastError: null,
    refreshExpiresAt: 900,
    accessExpiresAt: 500,
  })
})

t.test('a dead grant is wiped, and only in the version that died', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  t.equal(await storage.grants.markReauthRequired(ISSUER, 'alice', 'invalid_grant', 150, 9), false)
  t.equal(await storage.grants.markReauthRequired(ISSUER, 'alice', 'invalid_grant', 150, 1), true)
  t.match(await storage.grants.find(ISSUER, 'alice'), {
    ciphertext: null,
    keyId: null,
    status: 'reauth_required',
    lastError: 'invalid_grant',
  })
  t.equal(
    await storage.grants.rotate(ISSUER, 'alice', 1, rotationOf(testGrant(vault, 'alice').sealed), 160),
    false,
    'and stays dead',
  )
})

t.test('an unreadable grant keeps its ciphertext', async t => {
  const { storage, vault } = await openTestStorage(t)
  const saved = await storage.grants.save(testGrant(vault, 'alice'), 100)
  await storage.grants.markUnreadable(ISSUER, 'alice', 'unreadable', 150)
  t.match(await storage.grants.find(ISSUER, 'alice'), {
    status: 'reauth_required',
    ciphertext: saved.ciphertext,
    version: 1,
  })
})

t.test('an error is noted for the version it concerns, and leaves the rest alone', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  await storage.grants.noteError(ISSUER, 'alice', 'late', 150, 7)
  t.match(await storage.grants.find(ISSUER, 'alice'), { lastError: null })
  await storage.grants.noteError(ISSUER, 'alice', 'ambiguous', 150, 1)
  t.match(await storage.grants.find(ISSUER, 'alice'), { lastError: 'ambiguous', status: 'active', version: 1 })
})

t.test('all grants of a dead client end, others live', async t => {
  const { storage, vault } = await openTestStorage(t)
  for (const userId of ['alice', 'bob']) await storage.grants.save(testGrant(vault, userId), 100)
  await storage.grants.save(testGrant(vault, 'carol', { clientId: 'c2' }), 100)
  t.equal(await storage.grants.countActive(ISSUER, 'c1'), 2)
  t.strictSame(await storage.grants.countByStatus(), { active: 3, reauth_required: 0, revoked: 0 })
  t.equal(await storage.grants.markClientDead(ISSUER, 'c1', 'expired_client', 150), 2)
  t.equal(await storage.grants.countActive(ISSUER, 'c1'), 0)
  t.match(await storage.grants.find(ISSUER, 'bob'), { status: 'reauth_required', ciphertext: null })
  t.match(await storage.grants.find(ISSUER, 'carol'), { status: 'active' })
})

t.test('lapsing grants come soonest first; those that never lapse or are dead do not', async t => {
  const { storage, vault } = await openTestStorage(t)
  const lapse = { alice: 300, bob: 200, carol: null, dave: 900, erin: 250 }
  for (const [userId, refreshExpiresAt] of Object.entries(lapse))
    await storage.grants.save(testGrant(vault, userId, { refreshExpiresAt }), 100)
  await storage.grants.markReauthRequired(ISSUER, 'erin', 'invalid_grant', 110)
  t.strictSame(
    (await storage.grants.lapsingBefore(500, 10)).map(grant => grant.userId),
    ['bob', 'alice'],
  )
  t.strictSame(
    (await storage.grants.lapsingBefore(500, 1)).map(grant => grant.userId),
    ['bob'],
  )
})

t.test('old consents are listed, oldest first', async t => {
  const { storage, vault } = await openTestStorage(t)
  for (const [index, userId] of ['alice', 'bob', 'carol'].entries())
    await storage.grants.save(testGrant(vault, userId), 300 - index * 100)
  t.strictSame(
    (await storage.grants.provisionedBefore(300, 10)).map(grant => grant.userId),
    ['carol', 'bob'],
  )
})

t.test('a lease has one owner until it lapses or is given back', async t => {
  const { storage, vault } = await openTestStorage(t)
  const { grants } = storage
  t.equal(await grants.acquireLease(ISSUER, 'alice', 'a', 130, 100), false, 'there is no such grant')
  await grants.save(testGrant(vault, 'alice'), 100)
  t.equal(await grants.acquireLease(ISSUER, 'alice', 'a', 130, 100), true)
  t.equal(await grants.acquireLease(ISSUER, 'alice', 'b', 130, 129), false)
  t.equal(await grants.acquireLease(ISSUER, 'alice', 'a', 140, 129), true, 'its owner may extend it')
  await grants.releaseLease(ISSUER, 'alice', 'b')
  t.equal(await grants.acquireLease(ISSUER, 'alice', 'b', 150, 130), false, 'a stranger cannot give it back')
  t.equal(await grants.acquireLease(ISSUER, 'alice', 'b', 150, 140), true, 'it lapsed')
  await grants.releaseLease(ISSUER, 'alice', 'b')
  t.equal(await grants.acquireLease(ISSUER, 'alice', 'c', 150, 141), true)
})

t.test('a removed grant is gone, and removing it again says so', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.grants.save(testGrant(vault, 'alice'), 100)
  t.equal(await storage.grants.remove(ISSUER, 'alice'), true)
  t.equal(await storage.grants.remove(ISSUER, 'alice'), false)
})

t.test('a token is sealed before it comes here', async t => {
  const { storage, vault } = await openTestStorage(t)
  const saved = await storage.grants.save(testGrant(vault, 'alice', { token: 'plain' }), 100)
  t.notMatch(saved.ciphertext?.toString('latin1') ?? '', 'plain')
})
