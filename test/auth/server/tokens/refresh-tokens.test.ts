import t from 'tap'
import { refreshTokens } from '../../../../src/auth/server/tokens/refresh-tokens.js'
import { verifyAccessToken } from '../../../../src/auth/server/tokens/verify-access-token.js'
import { refusal } from '../../../helpers/refusal.js'
import { publicClient, serverSetup } from '../../../helpers/server-setup.js'

t.test('RT-14: each refresh gives another pair; the one before still lives its hour', async t => {
  const { deps, giveAccess, giveTokens } = await serverSetup(t)
  await giveAccess()
  const first = await giveTokens()
  const second = await refreshTokens(deps, publicClient(), { refresh_token: first.refresh_token })
  t.not(second.refresh_token, first.refresh_token)
  for (const { access_token: token } of [first, second]) t.ok(await verifyAccessToken(deps, token))
  t.ok(await refreshTokens(deps, publicClient(), { refresh_token: second.refresh_token }))
})

t.test('RT-14: a token that comes again ends the family, and leaves a trace', async t => {
  const { deps, giveAccess, giveTokens, audit } = await serverSetup(t)
  await giveAccess()
  const first = await giveTokens()
  const second = await refreshTokens(deps, publicClient(), { refresh_token: first.refresh_token })
  await t.rejects(refreshTokens(deps, publicClient(), { refresh_token: first.refresh_token }), refusal('invalid_grant'))
  await t.rejects(
    refreshTokens(deps, publicClient(), { refresh_token: second.refresh_token }),
    refusal('invalid_grant'),
  )
  for (const { access_token: token } of [first, second]) t.equal(await verifyAccessToken(deps, token), undefined)
  t.match(audit.entries.at(-1), { event: 'client.token.reused' })
})

t.test('scopes may shrink for an access token, and come back with the next; they never grow', async t => {
  const { deps, giveAccess, giveTokens } = await serverSetup(t)
  await giveAccess()
  const first = await giveTokens({ scopes: ['files.read', 'notes.read'] })
  const less = await refreshTokens(deps, publicClient(), { refresh_token: first.refresh_token, scope: 'notes.read' })
  t.equal(less.scope, 'notes.read')
  await t.rejects(
    refreshTokens(deps, publicClient(), { refresh_token: less.refresh_token, scope: 'notes.read notes.write' }),
    refusal('invalid_scope'),
  )
  const habit = { refresh_token: less.refresh_token, scope: 'openid offline_access' }
  t.equal((await refreshTokens(deps, publicClient(), habit)).scope, 'files.read notes.read')
})

t.test('another client, another kind of token, another resource, a month later: refused', async t => {
  const { deps, giveAccess, giveTokens, ports } = await serverSetup(t)
  await giveAccess()
  const { refresh_token, access_token } = await giveTokens()
  const refused = (client = publicClient(), form = {}) =>
    t.rejects(refreshTokens(deps, client, { refresh_token, ...form }), refusal('invalid_grant'))
  await refused(publicClient({ id: 'client-2' }))
  await refused(undefined, { refresh_token: access_token })
  await refused(undefined, { refresh_token: 'made-up' })
  const elsewhere = { refresh_token, resource: 'https://evil.example' }
  await t.rejects(refreshTokens(deps, publicClient(), elsewhere), refusal('invalid_target'))
  ports.advance(30 * 86_400_000)
  await refused()
})

t.test('without access nothing is given, and the token is not used up', async t => {
  const { deps, giveAccess, giveTokens } = await serverSetup(t)
  const { refresh_token } = await giveTokens()
  await t.rejects(refreshTokens(deps, publicClient(), { refresh_token }), refusal('invalid_grant'))
  await giveAccess()
  t.ok(await refreshTokens(deps, publicClient(), { refresh_token }))
})

t.test('a client in a loop is asked to wait, loses nothing by it, and goes on when the hour is over', async t => {
  const { deps, giveAccess, giveTokens, ports } = await serverSetup(t)
  await giveAccess()
  const next = (refresh_token: string) => refreshTokens(deps, publicClient(), { refresh_token })
  let { refresh_token: token } = await giveTokens()
  for (let turn = 1; turn < 120; turn += 1) ({ refresh_token: token } = await next(token))
  await t.rejects(next(token), refusal('too_many_requests', { retryAfterSeconds: 60 }))
  ports.advance(3_600_000)
  t.ok(await next(token))
})
