import t, { type Test } from 'tap'
import type { ServerAccount } from '../../src/auth/account/server-account.js'
import { CredentialRejected } from '../../src/errors/nextcloud-errors.js'
import { silentLog } from '../../src/lib/log.js'
import { Secret } from '../../src/lib/secret.js'
import { accountCaller } from '../../src/mcp/account-caller.js'
import { startTestSandbox } from '../helpers/start-sandbox.js'
import { testHttpClient } from '../helpers/test-http-client.js'

const principal = { userId: 'u-1f3a', via: 'basic' as const, scopes: undefined, credentialHash: 'hash' }
const { signal } = new AbortController()
const request = { requestId: '1', log: silentLog, onGone: () => {} }

async function setup(t: Test, password: string) {
  const sandbox = await startTestSandbox(t)
  const rejected: string[] = []
  const account: ServerAccount = {
    state: () => 'good',
    principal: () => principal,
    checkAtStart: async () => {},
    login: async () => ({
      principal,
      loginName: 'carol.login',
      password: new Secret(password),
      displayName: 'Carol',
    }),
    rejected: () => void rejected.push('rejected'),
  }
  const nextcloud = { url: sandbox.url, publicUrl: sandbox.url }
  return { deps: { account, http: testHttpClient(t).http, nextcloud, now: Date.now }, rejected }
}

t.test('a tool acts as the account, under its uid, without background access', async t => {
  const { deps } = await setup(t, 'carol-demo-password')
  const caller = accountCaller(deps, request)
  const context = await caller.context(signal)
  t.match(context.user, { id: 'u-1f3a', loginName: 'carol.login', displayName: 'Carol' })
  t.equal(context.access, undefined)
  t.match(await context.nextcloud.users.current(), { id: 'u-1f3a' })
})

t.test('a caller is there before the account was proved; its context is what fails', async t => {
  const { deps } = await setup(t, 'x')
  const login = () => Promise.reject(new CredentialRejected('No.'))
  const caller = accountCaller({ ...deps, account: { ...deps.account, login } }, request)
  t.equal(caller.principal.scopes, undefined)
  await t.rejects(Promise.resolve(caller.context(signal)), CredentialRejected)
})

t.test('a refusal during the call is passed on to the account', async t => {
  const { deps, rejected } = await setup(t, 'no longer right')
  const { nextcloud } = await accountCaller(deps, request).context(signal)
  await t.rejects(nextcloud.users.current(), CredentialRejected)
  t.strictSame(rejected, ['rejected'])
})
