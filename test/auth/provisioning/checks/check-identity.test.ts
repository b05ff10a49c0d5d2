import t from 'tap'
import { checkIdentity, checkPerson } from '../../../../src/auth/provisioning/checks/check-identity.js'
import { flowOf } from '../../../helpers/flow-of.js'
import { provisioning } from '../../../helpers/provisioning.js'

t.test('the claims of a verified token are taken, of no other', async t => {
  const { fake, deps, claims, seconds } = await provisioning(t)
  const context = {
    flow: flowOf({ nonce: 'n-1' }),
    session: await deps.oidc.session(),
    jwks: deps.jwks,
    now: seconds(),
  }
  t.match(await checkIdentity(await fake.sign(claims('n-1')), context), { sub: 'alice' })
  await t.rejects(checkIdentity(await fake.sign(claims('n-2')), context), {
    failure: 'id_token_invalid',
    message: /bad_nonce/,
  })
  await t.rejects(checkIdentity(undefined, context), { code: 'NCMCP_PROVISIONING_FAILED', failure: 'id_token_invalid' })
})

t.test('a flow without a ticket is for anybody, one with a ticket for exactly its person', async t => {
  checkPerson(flowOf(), 'alice')
  checkPerson(flowOf({ ticketUser: 'alice' }), 'alice')
  for (const other of ['bob', 'Alice', 'alice ', '']) {
    t.throws(() => checkPerson(flowOf({ ticketUser: 'alice' }), other), {
      code: 'NCMCP_PROVISIONING_FAILED',
      failure: 'wrong_person',
    })
  }
})
