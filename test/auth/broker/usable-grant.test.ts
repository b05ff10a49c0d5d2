import t from 'tap'
import { usableGrant } from '../../../src/auth/broker/usable-grant.js'
import { fakeWorld } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0]) {
  const fake = await fakeWorld(test)
  const { storage, seconds, deps } = fake
  const issuer = deps.oidc.provider.issuer
  const usable = async (userId = 'alice') => usableGrant(deps, await deps.oidc.session(), userId)
  const park = (reason: string) => storage.grants.markUnreadable(issuer, 'alice', reason, seconds())
  return { ...fake, issuer, usable, park }
}
const reauth = { code: 'NCMCP_REAUTH_REQUIRED' }

t.test('an active grant is usable; nobody else has one', async t => {
  const { usable } = await world(t)
  t.match(await usable(), { userId: 'alice', status: 'active' })
  await t.rejects(usable('bob'), { code: 'NCMCP_NOT_PROVISIONED' })
  await t.rejects(usable('Alice'), { code: 'NCMCP_NOT_PROVISIONED' })
})

t.test('a wiped grant needs the person', async t => {
  const { usable, storage, issuer } = await world(t)
  await storage.grants.markReauthRequired(issuer, 'alice', 'invalid_grant', 1)
  await t.rejects(usable(), reauth)
})

t.test('a grant of another client is kept until that client is back', async t => {
  const { usable, deps, grant, audited } = await world(t)
  deps.oidc.client.id = 'c2'
  await t.rejects(usable(), reauth)
  await t.rejects(usable(), reauth)
  t.match(await grant('alice'), { status: 'reauth_required', lastError: 'client_replaced', ciphertext: Buffer })
  t.equal(audited.length, 1, 'recorded once')
  deps.oidc.client.id = 'c1'
  t.match(await usable(), { userId: 'alice' })
})

t.test('a grant that was unreadable is tried again at once, a refused one after five minutes', async t => {
  const { usable, park, ports } = await world(t)
  await park('unreadable')
  await t.resolves(usable())
  await park('rejected_by_nextcloud')
  await t.rejects(usable(), reauth)
  ports.advance(300_000)
  await t.resolves(usable())
})

t.test('a grant whose offline access was withdrawn is over', async t => {
  const { usable, storage, issuer, grant, audited } = await world(t)
  await storage.grants.noteError(issuer, 'alice', 'offline_access_withdrawn', 1)
  await t.rejects(usable(), reauth)
  t.match(await grant('alice'), { ciphertext: null, status: 'reauth_required' })
  t.match(audited, [{ reason: 'offline_access_withdrawn' }])
})
