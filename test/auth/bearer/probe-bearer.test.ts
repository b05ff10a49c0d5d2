import t from 'tap'
import type { Test } from 'tap'
import type { BearerLogin } from '../../../src/auth/bearer/bearer-door.js'
import { createBearerProbe } from '../../../src/auth/bearer/probe-bearer.js'
import { clientFault } from '../../../src/auth/bearer/token-facts.js'
import { Secret } from '../../../src/lib/secret.js'
import { recordLog } from '../../helpers/record-log.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const USER = '/ocs/v2.php/cloud/user'

async function setUp(t: Test, bearerValidation: boolean) {
  const sandbox = await startTestSandbox(t, { settings: { bearerValidation } })
  const { http } = testHttpClient(t)
  const log = recordLog()
  let now = 1_000_000
  const probe = createBearerProbe({ http, baseUrl: sandbox.url, log, now: () => now })
  const { clientId } = sandbox.createClient({ redirectUris: ['http://127.0.0.1/back'], tokenType: 'jwt' })
  const { accessToken } = await sandbox.issueTokens({ uid: 'alice', clientId })
  const principal = { userId: 'alice', via: 'bearer' as const, scopes: [], credentialHash: 'h' }
  const login = (over: Partial<BearerLogin> = {}): BearerLogin => ({
    principal,
    credential: async () => ({ kind: 'bearer', token: new Secret(accessToken) }),
    rejected: () => {},
    confirm: async () => ({ ok: true, principal }),
    ...over,
  })
  const observe = async (one = login()) => {
    probe.observe(one)
    await probe.settled()
  }
  const asked = () => sandbox.calls.filter(({ path }) => path === USER).length
  return { sandbox, probe, log, login, observe, asked, later: (ms: number) => void (now += ms) }
}

t.test('the first good token shows that Nextcloud takes tokens, and no other one is tried', async t => {
  const { probe, observe, asked, log } = await setUp(t, true)
  t.equal(probe.state(), 'unknown')
  await observe()
  await observe()
  t.equal(probe.state(), 'accepted')
  t.equal(asked(), 1)
  t.strictSame(probe.warnings(), [])
  t.equal(JSON.stringify(log).match(/takes bearer tokens/g)?.length, 1, 'in one line')
})

t.test('Q-43: a Nextcloud that refuses good tokens is told once, with the command that helps', async t => {
  const { probe, observe, log } = await setUp(t, false)
  await observe()
  t.equal(probe.state(), 'refused')
  t.match(probe.warnings(), [
    /occ config:system:set user_oidc oidc_provider_bearer_validation --value=true --type=boolean/,
  ])
  probe.refused()
  t.equal(JSON.stringify(log).match(/refuses bearer tokens/g)?.length, 1)
})

t.test('once the administrator has helped, the next token shows it, a minute later', async t => {
  const { sandbox, probe, observe, asked, later } = await setUp(t, false)
  await observe()
  sandbox.settings.bearerValidation = true
  await observe()
  t.equal(asked(), 1)
  later(60_000)
  await observe()
  t.equal(probe.state(), 'accepted')
  t.strictSame(probe.warnings(), [])
})

t.test(
  'a token that died meanwhile, an outage and a login without a credential say nothing about Nextcloud',
  async t => {
    const { sandbox, probe, login, observe, later } = await setUp(t, false)
    await observe(login({ confirm: async () => clientFault('inactive') }))
    t.equal(probe.state(), 'unknown')
    later(60_000)
    sandbox.settings.maintenance = true
    await observe()
    t.equal(probe.state(), 'unknown')
    later(60_000)
    await observe(login({ credential: async () => Promise.reject(new TypeError('none')) }))
    t.equal(probe.state(), 'unknown')
  },
)

t.test('a Nextcloud that knows the person by another id is told', async t => {
  const { probe, login, observe } = await setUp(t, true)
  await observe(login({ principal: { userId: 'someone', via: 'bearer', scopes: [], credentialHash: 'h' } }))
  t.equal(probe.state(), 'accepted')
  t.match(probe.warnings(), [/another user id/])
})

t.test('GAP-29: the token is in no line of the log', async t => {
  const { login, observe, log } = await setUp(t, false)
  const credential = await login().credential()
  await observe()
  t.notOk(credential.kind === 'bearer' && JSON.stringify(log).includes(credential.token.reveal()))
})

t.test('after one token was taken, one that is refused is its person’s matter; a password is no token', async t => {
  const { probe, observe } = await setUp(t, true)
  await observe()
  probe.refused()
  t.equal(probe.state(), 'accepted')
  const other = await setUp(t, true)
  const credential = async () => ({ kind: 'basic' as const, loginName: 'alice', password: new Secret('x') })
  await other.observe(other.login({ credential }))
  t.equal(other.probe.state(), 'unknown')
  t.equal(other.asked(), 0)
})
