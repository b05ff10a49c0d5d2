import { randomBytes } from 'node:crypto'
import t from 'tap'
import { ALL, OAUTH } from '../helpers/oauth-server.js'
import { callOf, startVictim, type Victim } from './victim.js'

const REDIRECT = 'http://127.0.0.1/back'
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const auth = (token: string) => ({ authorization: `Bearer ${token}` })

const start = (t: import('tap').Test, env: Record<string, string> = {}) => startVictim(t, { env: { ...OAUTH, ...env } })
const mine = async (victim: Victim) => {
  const { clientId } = victim.sandbox.createClient({ redirectUris: [REDIRECT], tokenType: 'jwt' })
  const options = { uid: 'alice', clientId, scope: ALL, resource: `${victim.url}/mcp` }
  return (await victim.sandbox.issueTokens(options)).accessToken
}

t.test('GAP-16: a revoked token is refused when its time here is over', async t => {
  const victim = await start(t, { TOKEN_CACHE_TTL: '60' })
  const token = await mine(victim)
  t.equal((await victim.mcp(LIST, auth(token))).status, 200)
  victim.sandbox.setEnabled('alice', false)
  victim.later(61_000)
  t.equal((await victim.mcp(LIST, auth(token))).status, 401)
})

t.test('GAP-16: and at once when it is used, though it is remembered', async t => {
  const victim = await start(t)
  const token = await mine(victim)
  t.notOk((await victim.call('nc_users_whoami', {}, auth(token))).isError)
  victim.sandbox.setEnabled('alice', false)
  const refused = await victim.call('nc_users_whoami', {}, auth(token))
  t.equal(refused.status, 401)
  t.match(refused.headers['www-authenticate'], /^Bearer error="invalid_token".*resource_metadata=/)
  t.equal((await victim.mcp(LIST, auth(token))).status, 401, 'what was remembered is forgotten')
})

t.test('GAP-16: 2 000 made-up tokens are all refused, and the next good one is taken', async t => {
  const victim = await start(t)
  const answers = await Promise.all(
    Array.from({ length: 2_000 }, () =>
      victim.mcp(LIST, auth(`${part({ alg: 'none' })}.${part({})}.${randomBytes(9).toString('hex')}`)),
    ),
  )
  t.ok(answers.every(({ status }) => status === 401))
  t.equal((await victim.mcp(LIST, auth(await mine(victim)))).status, 200)
})

t.test('GAP-48: an outage of the provider or of Nextcloud is never 401, and the token works afterwards', async t => {
  const victim = await start(t)
  const token = await mine(victim)
  victim.sandbox.failNext({ path: /userinfo/, status: 503 })
  const down = await victim.mcp(LIST, auth(token))
  t.match(down, { status: 503, headers: { 'retry-after': /^[1-9]\d*$/, 'www-authenticate': undefined } })
  victim.sandbox.settings.maintenance = true
  const maintenance = await victim.call('nc_users_whoami', {}, auth(token))
  t.equal(maintenance.headers['www-authenticate'], undefined)
  victim.sandbox.settings.maintenance = false
  t.notOk((await victim.call('nc_users_whoami', {}, auth(token))).isError)
})

t.test(
  'GAP-48: a Nextcloud that takes no bearer tokens is told as what it is, and no client gets another token',
  async t => {
    const victim = await start(t)
    victim.sandbox.settings.bearerValidation = false
    const token = await mine(victim)
    const answer = await victim.call('nc_users_whoami', {}, auth(token))
    t.match(answer, { status: 200, isError: true, text: /NCMCP_BEARER_NOT_ACCEPTED/ })
    const { oauth } = (await victim.app.inject('/api/v1/status')).json()
    t.match(oauth.warnings.join(' '), /oidc_provider_bearer_validation --value=true --type=boolean/)
    t.equal((await victim.mcp(LIST, auth(token))).status, 200)
  },
)

t.test('GAP-49: a token in the address is 400, and stays out of the log', async t => {
  const victim = await start(t)
  const token = await mine(victim)
  const response = await victim.app.inject({
    method: 'POST',
    url: `/mcp?access_token=${token}`,
    headers: auth(token),
    payload: {},
  })
  t.equal(response.statusCode, 400)
  t.notOk(victim.lines.join('').includes(token.slice(-40)))
})

t.test('GAP-29: no token is in the log, whatever became of it', async t => {
  const victim = await start(t)
  const token = await mine(victim)
  await victim.call('nc_users_whoami', {}, auth(token))
  victim.sandbox.setEnabled('alice', false)
  await victim.call('nc_users_whoami', {}, auth(token))
  await victim.mcp(callOf('nc_users_whoami', {}), auth('made-up-opaque-token'))
  const log = victim.lines.join('')
  for (const secret of [token.slice(-40), 'made-up-opaque-token']) t.notOk(log.includes(secret))
})
