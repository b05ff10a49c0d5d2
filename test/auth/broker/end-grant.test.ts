import t from 'tap'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { endGrant } from '../../../src/auth/broker/end-grant.js'
import { fakeWorld } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0]) {
  const fake = await fakeWorld(test)
  const { deps } = fake
  const refresh = {
    deps,
    state: brokerState(deps),
    session: await deps.oidc.session(),
    grant: (await fake.grant('alice'))!,
  }
  return { ...fake, refresh }
}

t.test('the token is wiped, the event recorded, the person forgotten', async t => {
  const { refresh, grant, audited } = await world(t)
  const told: string[] = []
  refresh.state.listeners.add(userId => told.push(userId))
  await t.rejects(endGrant(refresh, 'invalid_grant'), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.match(await grant('alice'), { ciphertext: null, status: 'reauth_required', lastError: 'invalid_grant' })
  t.match(audited, [{ event: 'token.refresh.failed', outcome: 'failed', userId: 'alice', reason: 'invalid_grant' }])
  t.strictSame(told, ['alice'])
})

t.test('a grant that was renewed meanwhile is left alone', async t => {
  const { refresh, save, storedToken, audited } = await world(t)
  await save('alice', 'rt-of-new-consent')
  await t.rejects(endGrant(refresh, 'invalid_grant'), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.equal(await storedToken(), 'rt-of-new-consent')
  t.strictSame(audited, [])
})
