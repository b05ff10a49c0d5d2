import t from 'tap'
import { addGrant } from '../../../src/sandbox/oidc/grant-tokens.js'
import {
  consentOf,
  dropClient,
  dropConsent,
  grantByAccessToken,
  grantBySecret,
  keepConsent,
} from '../../../src/sandbox/oidc/oidc-state.js'
import { oidcClient, oidcWorld, START } from './oidc-world.js'

function filled() {
  const { context, state } = oidcWorld()
  const client = oidcClient(context)
  const { clientId } = client
  const give = (uid: string) => {
    keepConsent(state, { uid, clientId, scope: 'openid', at: START })
    return addGrant(context, { client, uid, scope: 'openid', authTime: START })
  }
  return { state, clientId, alice: give('alice'), bob: give('bob') }
}

t.test('an empty secret or token finds nobody', async t => {
  const { state, alice } = filled()
  t.equal(grantBySecret(state, alice.secret), alice)
  t.equal(grantBySecret(state, ''), undefined)
  t.equal(grantByAccessToken(state, ''), undefined, 'though codes have no access token yet')
})

t.test('one consent is kept per person and client', async t => {
  const { state, clientId } = filled()
  const first = consentOf(state, 'alice', clientId)
  const second = keepConsent(state, { uid: 'alice', clientId, scope: 'openid email', at: START + 9 })
  t.match(second, { number: first?.number, createdAt: START, updatedAt: START + 9 })
  t.equal(consentOf(state, 'alice', clientId), second)
})

t.test("taking a consent back takes that person's grants and nobody else's", async t => {
  const { state, clientId, alice, bob } = filled()
  dropConsent(state, 'alice', clientId)
  t.equal(grantBySecret(state, alice.secret), undefined)
  t.equal(grantBySecret(state, bob.secret), bob)
})

t.test('a client goes with its grants and consents', async t => {
  const { state, clientId } = filled()
  dropClient(state, clientId)
  t.strictSame([state.clients.size, state.grants.size, state.consents.size], [0, 0, 0])
})
