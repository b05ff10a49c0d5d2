import t from 'tap'
import { oidcClient, oidcWorld, START } from './oidc-world.js'

t.test('id and secret are 64 characters, and what was not said has the defaults of the app', async t => {
  const { context, state } = oidcWorld()
  const client = oidcClient(context)
  t.match(client, {
    tokenType: 'opaque',
    applicationType: 'web',
    allowedScopes: '',
    resourceUrl: null,
    issuedAt: START,
  })
  t.match(client.clientId, /^[A-Za-z0-9]{64}$/)
  t.match(client.clientSecret, /^[A-Za-z0-9]{64}$/)
  t.equal(state.clients.get(client.clientId), client)
  t.not(oidcClient(context).number, client.number)
})
