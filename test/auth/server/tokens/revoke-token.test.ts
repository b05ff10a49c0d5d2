import t from 'tap'
import { revokeToken } from '../../../../src/auth/server/tokens/revoke-token.js'
import { verifyAccessToken } from '../../../../src/auth/server/tokens/verify-access-token.js'
import { refusal } from '../../../helpers/refusal.js'
import { serverSetup } from '../../../helpers/server-setup.js'
import { clientOf } from '../../../storage/authorization-server-fixtures.js'

t.test('RFC 7009: either token ends the whole family', async t => {
  const { deps, server, giveAccess, giveTokens, audit } = await serverSetup(t)
  await giveAccess()
  await server.clients.add(clientOf())
  for (const kind of ['access_token', 'refresh_token'] as const) {
    const tokens = await giveTokens({ familyId: kind })
    await revokeToken(deps, [], { client_id: 'client-1', token: tokens[kind], token_type_hint: 'nonsense' })
    t.equal(await verifyAccessToken(deps, tokens.access_token), undefined)
    t.equal(await server.tokens.endFamily(kind), 0)
  }
  t.match(audit.entries.at(-1), { event: 'client.revoked', userId: 'alice' })
})

t.test('a token that is unknown or somebody else’s is no error, and stays', async t => {
  const { deps, server, giveAccess, giveTokens } = await serverSetup(t)
  await giveAccess()
  await server.clients.add(clientOf({ clientId: 'client-2' }))
  const { access_token } = await giveTokens()
  await revokeToken(deps, [], { client_id: 'client-2', token: access_token })
  await revokeToken(deps, [], { client_id: 'client-2', token: 'made-up' })
  t.ok(await verifyAccessToken(deps, access_token))
})

t.test('nobody revokes without saying who they are, or what', async t => {
  const { deps, server, giveTokens } = await serverSetup(t)
  await server.clients.add(clientOf())
  const { access_token } = await giveTokens()
  await t.rejects(revokeToken(deps, [], { token: access_token }), refusal('invalid_client'))
  await t.rejects(revokeToken(deps, [], { client_id: 'client-1' }), refusal('invalid_request'))
})
