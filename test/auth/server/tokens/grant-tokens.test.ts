import t from 'tap'
import { grantTokens } from '../../../../src/auth/server/tokens/grant-tokens.js'
import { refusal } from '../../../helpers/refusal.js'
import { REDIRECT, serverSetup, VERIFIER } from '../../../helpers/server-setup.js'
import { clientOf } from '../../../storage/authorization-server-fixtures.js'

t.test('two grants are served, and no third', async t => {
  const { deps, server, giveAccess, giveCode } = await serverSetup(t)
  await giveAccess()
  await server.clients.add(clientOf())
  const code = await giveCode()
  const form = { client_id: 'client-1', code, redirect_uri: REDIRECT, code_verifier: VERIFIER }
  const { refresh_token } = await grantTokens(deps, [], { ...form, grant_type: 'authorization_code' })
  t.ok(await grantTokens(deps, [], { client_id: 'client-1', grant_type: 'refresh_token', refresh_token }))
  for (const grant_type of [
    'client_credentials',
    'password',
    'implicit',
    'urn:ietf:params:oauth:grant-type:token-exchange',
  ])
    await t.rejects(grantTokens(deps, [], { ...form, grant_type }), refusal('unsupported_grant_type'))
})

t.test('the client is asked who it is before anything else', async t => {
  const { deps } = await serverSetup(t)
  await t.rejects(grantTokens(deps, [], { grant_type: 'password', client_id: 'nobody' }), refusal('invalid_client'))
  await t.rejects(grantTokens(deps, [], { client_id: 'nobody' }), refusal('invalid_request'))
})
