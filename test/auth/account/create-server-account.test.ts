import t, { type Test } from 'tap'
import { createServerAccount } from '../../../src/auth/account/create-server-account.js'
import { Secret } from '../../../src/lib/secret.js'
import type { SandboxSettings } from '../../../src/sandbox/sandbox.js'
import { ephemeralVault } from '../../../src/vault/open-vault.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { recordLog } from '../../helpers/record-log.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const CAROL = { username: 'carol.login', password: 'carol-demo-password' }

async function setup(t: Test, given: Partial<typeof CAROL> = {}, settings: Partial<SandboxSettings> = {}) {
  const ports = manualPorts()
  const sandbox = await startTestSandbox(t, { now: ports.now, settings })
  const { username, password } = { ...CAROL, ...given }
  const log = recordLog()
  const account = createServerAccount({
    username,
    password: new Secret(password),
    nextcloudUrl: sandbox.url,
    http: testHttpClient(t).http,
    vault: ephemeralVault(ports.random),
    now: ports.now,
    log,
  })
  const asked = () => sandbox.calls.filter(call => call.path.endsWith('/cloud/user')).length
  return { account, sandbox, ports, log, asked }
}

t.test('the uid is what Nextcloud says, and one answer serves everybody', async t => {
  const { account, asked } = await setup(t)
  t.equal(account.state(), 'unknown')
  t.equal(account.principal().userId, '', 'a login name is never taken for a uid')
  await account.checkAtStart()
  const [login] = await Promise.all([account.login(), account.login(), account.login()])
  t.match(login, { loginName: 'carol.login', displayName: 'Carol', principal: { userId: 'u-1f3a', via: 'basic' } })
  t.equal(account.principal(), login.principal)
  t.equal(asked(), 1)
  t.equal(account.state(), 'good')
})

t.test('a wrong password stops the start, names the variables, and is sent once', async t => {
  const { account, asked, log } = await setup(t, { password: 'hunter2-wrong' })
  const failure = await account.checkAtStart().catch((error: unknown) => error)
  t.match(failure, { code: 'NCMCP_START_FAILED', message: /NEXTCLOUD_USERNAME or NEXTCLOUD_PASSWORD is wrong/ })
  for (let call = 0; call < 20; call += 1) await t.rejects(account.login(), { code: 'NCMCP_CREDENTIAL_REJECTED' })
  t.equal(asked(), 1)
  t.notMatch(log.lines.join(), /hunter2/)
  t.equal(account.state(), 'refused')
})

t.test('a refused account is asked about every ten minutes, which never blocks the address', async t => {
  const { account, asked, ports, sandbox } = await setup(t, { password: 'wrong' })
  await t.rejects(account.login())
  ports.advance(10 * 60_000 - 1)
  await t.rejects(account.login())
  t.equal(asked(), 1)
  ports.advance(1)
  sandbox.setPassword('u-1f3a', 'wrong')
  t.match(await account.login(), { principal: { userId: 'u-1f3a' } }, 'it recovers by itself')
})

t.test('an account that is known but not let in is told apart from a wrong password', async t => {
  const { account, sandbox } = await setup(t)
  sandbox.failNext({ path: /cloud\/user/, status: 403 })
  await t.rejects(account.checkAtStart(), { code: 'NCMCP_START_FAILED', message: /does not let it in.*app password/ })
})

t.test('an outage lets the server start, and the first call after it asks again', async t => {
  const { account, sandbox, ports, asked, log } = await setup(t, {}, { maintenance: true })
  await account.checkAtStart()
  t.match(log.lines, [/could not be asked about the account of this server; the next call asks again/])
  t.equal(account.state(), 'unknown')
  await t.rejects(account.login(), { code: 'NCMCP_NEXTCLOUD_UNAVAILABLE' })
  const before = asked()
  await t.rejects(account.login(), { code: 'NCMCP_NEXTCLOUD_UNAVAILABLE' })
  t.equal(asked(), before, 'not with each call')
  sandbox.settings.maintenance = false
  ports.advance(10 * 60_000)
  t.match(await account.login(), { principal: { userId: 'u-1f3a' } })
})

t.test('who gives up waiting at start knows nothing, and does not wait before asking again', async t => {
  const { account, sandbox } = await setup(t, {}, { latencyMs: 5_000 })
  await account.checkAtStart(AbortSignal.timeout(50))
  t.equal(account.state(), 'unknown')
  sandbox.settings.latencyMs = 0
  t.match(await account.login(), { principal: { userId: 'u-1f3a' } })
})

t.test('a throttled Nextcloud is asked again when it said so', async t => {
  const { account, sandbox, ports, asked } = await setup(t)
  sandbox.failNext({ path: /cloud\/user/, status: 429, headers: { 'retry-after': '120' } })
  await account.checkAtStart()
  await t.rejects(account.login(), { code: 'NCMCP_THROTTLED', retryAfterSeconds: 120 })
  t.equal(asked(), 1)
  ports.advance(120_000)
  await account.login()
})

t.test('refused during a call: asked once before the next one, and said clearly', async t => {
  const { account, sandbox, log, asked } = await setup(t)
  await account.login()
  sandbox.setEnabled('u-1f3a', false)
  account.rejected()
  account.rejected()
  await t.rejects(account.login(), { code: 'NCMCP_CREDENTIAL_REJECTED', message: /the app password was withdrawn/ })
  await t.rejects(account.login(), { code: 'NCMCP_CREDENTIAL_REJECTED' })
  t.equal(asked(), 2)
  t.match(log.lines.join('\n'), /refused the account of this server during a call.*does not accept the account/s)
})

t.test('a refusal that concerned one thing only changes nothing', async t => {
  const { account } = await setup(t)
  const { principal } = await account.login()
  account.rejected()
  t.strictSame((await account.login()).principal, principal)
})
