import t from 'tap'
import { exchangeCode } from '../../../../src/auth/server/tokens/exchange-code.js'
import type { TokenForm } from '../../../../src/auth/server/tokens/token-form.js'
import { verifyAccessToken } from '../../../../src/auth/server/tokens/verify-access-token.js'
import { refusal } from '../../../helpers/refusal.js'
import { publicClient, REDIRECT, serverSetup, VERIFIER } from '../../../helpers/server-setup.js'

const formOf = (code: string, changes: TokenForm = {}): TokenForm => ({
  code,
  redirect_uri: REDIRECT,
  code_verifier: VERIFIER,
  ...changes,
})

t.test('a good code gives tokens for the person who allowed it', async t => {
  const { deps, giveAccess, giveCode, audit } = await serverSetup(t)
  await giveAccess()
  const answer = await exchangeCode(deps, publicClient(), formOf(await giveCode()))
  t.match(await verifyAccessToken(deps, answer.access_token), { userId: 'alice', clientId: 'client-1' })
  t.match(audit.entries, [{ event: 'client.tokens', userId: 'alice' }])
})

t.test('RT-15: whatever is wrong burns the code', async t => {
  const { deps, giveAccess, giveCode } = await serverSetup(t)
  await giveAccess()
  for (const changes of [
    { code_verifier: 'w'.repeat(43) },
    { code_verifier: undefined },
    { code_verifier: '' },
    { redirect_uri: `${REDIRECT}/` },
    { redirect_uri: undefined },
  ]) {
    const code = await giveCode()
    await t.rejects(exchangeCode(deps, publicClient(), formOf(code, changes)), refusal('invalid_grant'))
    await t.rejects(exchangeCode(deps, publicClient(), formOf(code)), refusal('invalid_grant'), JSON.stringify(changes))
  }
})

t.test('RFC 8707: another resource is refused in its own word, and the code is not looked at', async t => {
  const { deps, giveAccess, giveCode } = await serverSetup(t)
  await giveAccess()
  const code = await giveCode()
  const elsewhere = formOf(code, { resource: 'https://evil.example' })
  await t.rejects(exchangeCode(deps, publicClient(), elsewhere), refusal('invalid_target'))
  await t.resolves(exchangeCode(deps, publicClient(), formOf(code)))
})

t.test('a code lives 60 seconds, and dies with the person’s access', async t => {
  const { deps, giveAccess, giveCode, ports } = await serverSetup(t)
  const orphan = await giveCode()
  await t.rejects(exchangeCode(deps, publicClient(), formOf(orphan)), refusal('invalid_grant'))
  await giveAccess()
  const code = await giveCode()
  ports.advance(60_000)
  await t.rejects(exchangeCode(deps, publicClient(), formOf(code)), refusal('invalid_grant'))
})

t.test('a code of another client: burned by a public one, left alone by one that proved who it is', async t => {
  const { deps, giveAccess, giveCode } = await serverSetup(t)
  await giveAccess()
  const proved = publicClient({ id: 'client-2', secretHash: 'hash' })
  const first = await giveCode()
  await t.rejects(exchangeCode(deps, proved, formOf(first)), refusal('invalid_grant'))
  t.ok(await exchangeCode(deps, publicClient(), formOf(first)))
  const second = await giveCode()
  await t.rejects(exchangeCode(deps, publicClient({ id: 'client-2' }), formOf(second)), refusal('invalid_grant'))
  await t.rejects(exchangeCode(deps, publicClient(), formOf(second)), refusal('invalid_grant'))
})

t.test('a code that comes again ends what came of it, and leaves a trace', async t => {
  const { deps, giveAccess, giveCode, audit } = await serverSetup(t)
  await giveAccess()
  const code = await giveCode()
  const { access_token: token } = await exchangeCode(deps, publicClient(), formOf(code))
  await t.rejects(exchangeCode(deps, publicClient(), formOf(code)), refusal('invalid_grant'))
  t.equal(await verifyAccessToken(deps, token), undefined)
  t.match(audit.entries.at(-1), { event: 'client.code.replayed', outcome: 'denied' })
})

t.test('an unknown code, or none, is refused', async t => {
  const { deps } = await serverSetup(t)
  await t.rejects(exchangeCode(deps, publicClient(), formOf('ncmcp_ac_made-up')), refusal('invalid_grant'))
  await t.rejects(exchangeCode(deps, publicClient(), {}), refusal('invalid_request'))
})
