import t from 'tap'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { refreshGrant } from '../../../src/auth/broker/refresh-grant.js'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { fakeWorld, granted, refusal } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0], ...rest: [Parameters<typeof fakeWorld>[1]?]) {
  const fake = await fakeWorld(test, ...rest)
  const state = brokerState(fake.deps)
  return { ...fake, state, refresh: () => refreshGrant(fake.deps, state, 'alice') }
}

t.test('the new refresh token is stored before the access token is handed out', async t => {
  const { refresh, answers, storedToken, grant, seconds, audited } = await world(t)
  answers(granted({ refresh_expires_in: '1800' }))
  const access = await refresh()
  t.equal(access.token.reveal(), 'at-1')
  t.equal(await storedToken(), 'rt-2')
  t.match(await grant('alice'), { version: 2, refreshExpiresAt: seconds() + 1800, accessExpiresAt: seconds() + 900 })
  t.strictSame(access.scopes, ['openid', 'profile', 'offline_access'], 'Nextcloud sends no scope: those of the consent')
  t.match(audited, [{ event: 'token.refresh.rotated', outcome: 'ok', userId: 'alice' }])
})

t.test('scopes that the provider names replace those of the consent', async t => {
  const { refresh, answers } = await world(t)
  answers(granted({ scope: 'openid  email' }))
  t.strictSame((await refresh()).scopes, ['openid', 'email'])
})

t.test('a standard provider may keep the old refresh token', async t => {
  const { refresh, answers, storedToken, grant, seconds } = await world(t, { isNextcloud: false })
  answers(granted({ refresh_token: undefined, refresh_expires_in: undefined }))
  await refresh()
  t.equal(await storedToken(), 'rt-1')
  t.match(await grant('alice'), { status: 'active', refreshExpiresAt: seconds() + 900, lastRefreshAt: seconds() })
})

t.test('without a new refresh token from Nextcloud the grant ends with the access token', async t => {
  const { refresh, answers, grant, forms } = await world(t)
  answers(granted({ refresh_token: undefined }))
  t.equal((await refresh()).token.reveal(), 'at-1')
  t.match(await grant('alice'), { status: 'active', lastError: 'offline_access_withdrawn' })
  await t.rejects(refresh(), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.match(await grant('alice'), { status: 'reauth_required', ciphertext: null })
  t.equal(forms().length, 1, 'the dead token is not tried')
})

t.test('an ID token of somebody else ends the grant and hands nothing out', async t => {
  const { deps, state, answers, grant, audited } = await world(t)
  answers(granted({ id_token: 'of-bob' }))
  const checked: string[][] = []
  const checkIdToken = async (...call: [string, string]) => {
    checked.push(call)
    return false
  }
  await t.rejects(refreshGrant({ ...deps, checkIdToken }, state, 'alice'), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.strictSame(checked, [['of-bob', 'alice']])
  t.match(await grant('alice'), { status: 'reauth_required', ciphertext: null, lastError: 'id_token_mismatch' })
  t.equal(state.cache.usable('alice', 0, 0), undefined)
  t.match(audited.at(-1), { event: 'token.refresh.failed', reason: 'id_token_mismatch' })
})

t.test('an ID token that nobody can check right now costs time, not the grant', async t => {
  const { deps, state, answers, grant, storedToken } = await world(t)
  answers(granted({ id_token: 'x' }))
  const checkIdToken = () => Promise.reject(new TemporarilyUnavailable('no keys'))
  await t.rejects(refreshGrant({ ...deps, checkIdToken }, state, 'alice'), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.match(await grant('alice'), { status: 'active' })
  t.equal(await storedToken(), 'rt-2', 'and the new token is safe')
})

t.test('a refresh that was overtaken by a new consent changes nothing', async t => {
  const { refresh, provider, save, storedToken, state } = await world(t)
  provider.on('/token', async () => {
    await save('alice', 'rt-of-new-consent')
    state.forget('alice')
    return granted()
  })
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.equal(await storedToken(), 'rt-of-new-consent')
  t.equal(state.cache.peek('alice'), undefined)
})

t.test('the same without luck: the overtaken refresh was refused', async t => {
  const { refresh, provider, save, storedToken, grant } = await world(t)
  provider.on('/token', async () => {
    await save('alice', 'rt-of-new-consent')
    return refusal('invalid_grant')
  })
  await t.rejects(refresh(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.equal(await storedToken(), 'rt-of-new-consent')
  t.match(await grant('alice'), { status: 'active' })
})
