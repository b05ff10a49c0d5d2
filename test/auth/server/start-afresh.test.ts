import t from 'tap'
import { startAfresh } from '../../../src/auth/server/start-afresh.js'
import { serverSetup } from '../../helpers/server-setup.js'
import { tokenOf } from '../../storage/authorization-server-fixtures.js'

t.test('GAP-46: who gives access anew does not inherit the clients of whoever had the user id before', async t => {
  const { deps, server, storage, giveAccess, giveTokens, now } = await serverSetup(t)
  await giveAccess()
  await giveTokens()
  const consent = {
    clientId: 'client-1',
    redirectUri: 'https://a.example/cb',
    clientName: 'x',
    scopes: [],
    grantedAt: 1,
  }
  await server.consents.save({ ...consent, userId: 'alice' })
  await server.consents.save({ ...consent, userId: 'bob' })
  t.equal(await startAfresh(deps, 'alice'), false, 'a grant that lives is renewed, and its clients stay')
  t.equal((await server.consents.ofUser('alice')).length, 1)
  await storage.grants.markUnreadable('https://nc.example', 'alice', 'x', now())
  t.equal(await startAfresh(deps, 'alice'), true)
  t.strictSame(await server.consents.ofUser('alice'), [])
  t.equal(await server.tokens.endFamily(tokenOf('x').familyId), 0)
  t.equal((await server.consents.ofUser('bob')).length, 1)
  t.equal(await startAfresh(deps, 'alice'), false, 'nothing is left')
})
