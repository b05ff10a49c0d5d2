import t from 'tap'
import { serverDoor } from '../../../src/auth/server/server-door.js'
import { Secret } from '../../../src/lib/secret.js'
import type { Credential } from '../../../src/nextcloud/http-client.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { serverSetup } from '../../helpers/server-setup.js'

const CREDENTIAL: Credential = { kind: 'bearer', token: new Secret('of-nextcloud') }

const observed: unknown[] = []
const probe = { observe: (login: unknown) => void observed.push(login) }

function broker() {
  const rejected: unknown[] = []
  return {
    rejected,
    port: {
      credentialFor: async () => CREDENTIAL,
      rejected: (...args: unknown[]) => void rejected.push(args),
    },
  }
}

t.test('a token of ours opens it: the person, the client, the scopes; Nextcloud sees the grant', async t => {
  const { deps, giveAccess, giveTokens, now } = await serverSetup(t)
  await giveAccess()
  const { access_token: token } = await giveTokens()
  const { port, rejected } = broker()
  const entered = await serverDoor(deps, port, probe).enter(new Secret(token))
  t.match(entered, {
    ok: true,
    login: {
      principal: {
        userId: 'alice',
        via: 'bearer',
        clientId: 'client-1',
        scopes: ['notes.read'],
        issuer: 'https://mcp.example',
        expiresAt: now() + 3600,
      },
    },
  })
  if (!entered.ok) return
  const { login } = entered
  t.notMatch(login.principal.credentialHash, token)
  t.equal(login.stored?.(), undefined, 'nothing was sent yet')
  t.equal(await login.credential(), CREDENTIAL)
  t.equal(login.stored?.(), 'bearer')
  t.strictSame(observed, [login], 'the first login tells whether Nextcloud takes tokens')
  void login.rejected()
  t.strictSame(rejected, [['alice', CREDENTIAL]])
  t.match(await login.confirm(), { ok: true })
})

t.test('only the form of our tokens is looked at, and a dead one is the client’s fault', async t => {
  const { deps, giveAccess, giveTokens, ports } = await serverSetup(t)
  await giveAccess()
  const door = serverDoor(deps, broker().port, probe)
  for (const token of ['ncmcp_rt_x', 'eyJhbGciOiJSUzI1NiJ9.e30.x', 'ncmcp_at_', `ncmcp_at_${'x'.repeat(44)}`])
    t.notOk(door.owns(new Secret(token)), token)
  const { access_token: token } = await giveTokens()
  t.ok(door.owns(new Secret(token)))
  ports.advance(3_600_000)
  t.match(await door.enter(new Secret(token)), { ok: false, fault: 'client', reason: 'inactive' })
})

t.test(
  'VER-13: a limited app password narrows every client, and stands in for a grant only within its limits',
  async t => {
    const { deps, storage, giveAccess, giveTokens, now } = await serverSetup(t)
    const { vault } = await openTestStorage(t)
    const sealed = vault.seal(new Secret('pw'), sealContexts['app-password']({ userId: 'alice' }))
    const limit = (scopes: string[] | null) =>
      storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes }, now())
    const password: Credential = { kind: 'basic', loginName: 'alice', password: new Secret('pw') }
    const door = serverDoor(deps, { credentialFor: async () => password, rejected: () => {} }, probe)
    const enter = async (token: string) => {
      const entered = await door.enter(new Secret(token))
      if (!entered.ok) throw new Error('not let in')
      return entered.login
    }
    await giveAccess()
    const { access_token: token } = await giveTokens({ scopes: ['files.write', 'notes.read'] })
    await limit(['notes.read'])
    const inAnOutage = await enter(token)
    t.strictSame(inAnOutage.principal.scopes, ['files.write', 'notes.read'], 'the grant lives')
    await t.rejects(inAnOutage.credential(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
    await storage.grants.markReauthRequired('https://nc.example', 'alice', 'x', now())
    const narrowed = await enter(token)
    t.strictSame(narrowed.principal.scopes, ['notes.read'])
    t.equal(await narrowed.credential(), password)
    await limit(null)
    const unlimited = await enter(token)
    t.strictSame(unlimited.principal.scopes, ['files.write', 'notes.read'])
  },
)
