import t from 'tap'
import { verifyAccessToken } from '../../../../src/auth/server/tokens/verify-access-token.js'
import { serverSetup } from '../../../helpers/server-setup.js'

t.test('a living token says whose it is and what it may', async t => {
  const { deps, giveAccess, giveTokens, now } = await serverSetup(t)
  await giveAccess()
  const { access_token } = await giveTokens()
  t.strictSame(await verifyAccessToken(deps, access_token), {
    userId: 'alice',
    clientId: 'client-1',
    scopes: ['notes.read'],
    expiresAt: now() + 3600,
  })
})

t.test('an hour later, as another kind, made up, or without access: nothing', async t => {
  const { deps, storage, giveAccess, giveTokens, ports } = await serverSetup(t)
  await giveAccess()
  const { access_token, refresh_token } = await giveTokens()
  t.equal(await verifyAccessToken(deps, refresh_token), undefined)
  t.equal(await verifyAccessToken(deps, refresh_token.replace('_rt_', '_at_')), undefined)
  t.equal(await verifyAccessToken(deps, `ncmcp_at_${'a'.repeat(43)}`), undefined)
  await storage.grants.remove('https://nc.example', 'alice')
  t.equal(await verifyAccessToken(deps, access_token), undefined)
  await giveAccess()
  t.ok(await verifyAccessToken(deps, access_token))
  ports.advance(3_600_000)
  t.equal(await verifyAccessToken(deps, access_token), undefined)
})
