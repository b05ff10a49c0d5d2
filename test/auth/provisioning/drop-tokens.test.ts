import t from 'tap'
import { dropTokens } from '../../../src/auth/provisioning/drop-tokens.js'
import { Secret } from '../../../src/lib/secret.js'
import { provisioning } from '../../helpers/provisioning.js'

const tokens = {
  accessToken: new Secret('at'),
  refreshToken: undefined,
  idToken: undefined,
  expiresIn: 900,
  refreshExpiresIn: undefined,
  scope: undefined,
}

t.test('Nextcloud has no revocation endpoint, so nobody is asked', async t => {
  const { fake, deps } = await provisioning(t)
  const asked = fake.received.length
  t.equal(await dropTokens(deps, await deps.oidc.session(), tokens), false)
  t.equal(fake.received.length, asked)
})

t.test('elsewhere the access token goes when there is no other, and a failure is no failure', async t => {
  const { fake, deps } = await provisioning(t)
  const { provider, client } = await deps.oidc.session()
  const session = { client, provider: { ...provider, revocationEndpoint: `${fake.url}/revoke` } }
  fake.on('/revoke', { body: '' })
  t.equal(await dropTokens(deps, session, tokens), true)
  t.match(fake.received.at(-1)?.body, /token=at&/)
  fake.on('/revoke', { drop: true })
  t.equal(await dropTokens(deps, session, tokens), false)
})
