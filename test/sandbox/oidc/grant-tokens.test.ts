import t from 'tap'
import { addGrant, grantTokens } from '../../../src/sandbox/oidc/grant-tokens.js'
import { oidcClient, oidcWorld, START } from './oidc-world.js'

t.test('the resource asked for goes before the resource of the client', async t => {
  const { context } = oidcWorld()
  const client = oidcClient(context, { resourceUrl: 'http://own' })
  const grant = { client, uid: 'alice', scope: 'openid', authTime: START }
  t.equal(addGrant(context, { ...grant, resource: 'http://asked' }).resource, 'http://asked')
  t.equal(addGrant(context, grant).resource, 'http://own')
})

t.test('the secret changes before anything is awaited', async t => {
  const { context } = oidcWorld()
  const client = oidcClient(context)
  const grant = addGrant(context, { client, uid: 'alice', scope: 'openid offline_access', authTime: START })
  const code = grant.secret
  const answer = grantTokens(context, { grant, client, issuer: 'http://nc' })
  t.not(grant.secret, code)
  t.equal((await answer).refresh_token, grant.secret)
  t.match(grant, { exchanged: true, refreshedAt: START + 900 })
})
