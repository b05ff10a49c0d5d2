import t, { type Test } from 'tap'
import { OAUTH } from '../helpers/oauth-server.js'
import { attempt, consentTo, newClient, personsBrowser } from '../helpers/scripted-client.js'
import { startVictim, type Victim } from './victim.js'
import { jsonAnswer, jsonOf } from './wire.js'

const victim = await startVictim(t, { env: OAUTH })
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
/** Each test has the minute to itself, and an honest provider. */
t.beforeEach(() => {
  victim.later(61_000)
  victim.wire.rewrite = undefined
})

/** The token answer of the sign-in is what `bend` makes of the honest one. @returns what the client is told, and the browser's cookies. */
async function signInWith(server: Victim, bend: (answer: Record<string, unknown>) => Record<string, unknown>) {
  server.wire.rewrite = (request, response) =>
    request.url.endsWith('/oidc/token') && response.status === 200 ? jsonAnswer(bend(jsonOf(response))) : response
  const begun = attempt(server, await newClient(server))
  const browser = personsBrowser(server)
  const answer = Object.fromEntries(await consentTo(server, begun, { browser }))
  return { answer, begun, cookies: browser.cookies }
}

async function isNobody(test: Test, { answer, begun, cookies }: Awaited<ReturnType<typeof signInWith>>) {
  test.match(answer, { error: 'server_error', state: begun.state, iss: victim.url })
  test.notOk('code' in answer)
  test.notOk(cookies.has('mcp_session'), 'nobody is signed in')
  test.equal(await victim.grantOf('alice'), undefined)
  test.strictSame(await victim.app.storage!.authorizationServer.consents.ofUser('alice'), [])
}

const bentClaims = (token: unknown, changes: object): string => {
  const [header = '', payload = '', signature = ''] = String(token).split('.')
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...changes }
  return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`
}

t.test(
  'GAP-4: with a forged or foreign proof of identity the client gets an error, and nobody is signed in',
  async t => {
    const stranger = await victim.sandbox.issueTokens({
      uid: 'bob',
      clientId: victim.sandbox.createClient({ redirectUris: ['http://127.0.0.1/x'] }).clientId,
      scope: 'openid profile',
    })
    for (const bend of [
      (answer: Record<string, unknown>) => ({ ...answer, id_token: bentClaims(answer['id_token'], { sub: 'admin' }) }),
      (answer: Record<string, unknown>) => ({ ...answer, id_token: bentClaims(answer['id_token'], {}).slice(0, -8) }),
      (answer: Record<string, unknown>) => ({ ...answer, id_token: undefined }),
      (answer: Record<string, unknown>) => ({ ...answer, id_token: stranger.idToken }),
    ]) {
      await isNobody(t, await signInWith(victim, bend))
      victim.later(61_000)
    }
  },
)

t.test('GAP-5: a sign-in that leaves no grant is an error to the client, not a connection without use', async t => {
  await isNobody(t, await signInWith(victim, answer => ({ ...answer, refresh_token: undefined })))
})

t.test('GAP-48: a provider that fails in the middle is told as an outage, and the next attempt works', async t => {
  victim.sandbox.failNext({ path: /oidc\/token/, status: 503 })
  const begun = attempt(victim, await newClient(victim))
  t.match(Object.fromEntries(await consentTo(victim, begun)), { error: 'temporarily_unavailable' })
  const again = attempt(victim, await newClient(victim))
  t.match(Object.fromEntries(await consentTo(victim, again)), { code: /^ncmcp_ac_/ })
})

t.test('GAP-7: no parameter of a client or of a stranger sends the browser elsewhere', async t => {
  const client = await newClient(victim)
  const evil = 'https://evil.example/'
  const begun = attempt(victim, client, { return_to: evil, next: evil, post_logout_redirect_uri: evil })
  for (const url of [
    begun.url,
    `${victim.url}/oauth/clients?return_to=${evil}&next=${evil}`,
    `${victim.url}/oauth/consent?request=${'x'.repeat(43)}&return_to=${evil}&redirect_uri=${evil}`,
  ]) {
    const response = await fetch(url, { redirect: 'manual' })
    const location = response.headers.get('location') ?? ''
    t.notMatch(location, /^https:\/\/evil/)
    t.notMatch(await response.text(), /url=https:\/\/evil/)
  }
})

t.test('GAP-17: 100 tokens with made-up key ids cost at most one look at the keys', async t => {
  const { clientId } = victim.sandbox.createClient({ redirectUris: ['http://127.0.0.1/x'], tokenType: 'jwt' })
  const scope = 'openid notes.read'
  const options = { uid: 'alice', clientId, scope, resource: `${victim.url}/mcp` }
  const { accessToken } = await victim.sandbox.issueTokens(options)
  t.equal((await victim.mcp(LIST, { authorization: `Bearer ${accessToken}` })).status, 200)
  victim.later(31_000)
  const [, claims, signature] = accessToken.split('.')
  const header = (index: number) =>
    Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'at+JWT', kid: `made-up-${index}` })).toString('base64url')
  victim.wire.sent.splice(0)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      victim.mcp(LIST, { authorization: `Bearer ${header(index)}.${claims}.${signature}` }),
    ),
  )
  t.ok(answers.every(({ status }) => status === 401 || status === 503))
  t.ok(victim.wire.outbound().length <= 1, victim.wire.outbound().join())
})

t.test('GAP-50: a clock that is 30 seconds behind Nextcloud’s makes no token bad; ten minutes do', async t => {
  const issue = async () => {
    const { clientId } = victim.sandbox.createClient({ redirectUris: ['http://127.0.0.1/x'], tokenType: 'jwt' })
    const options = { uid: 'alice', clientId, scope: 'openid notes.read', resource: `${victim.url}/mcp` }
    return { authorization: `Bearer ${(await victim.sandbox.issueTokens(options)).accessToken}` }
  }
  t.teardown(() => victim.drift(0))
  victim.drift(-30_000)
  t.equal((await victim.mcp(LIST, await issue())).status, 200)
  victim.drift(-600_000)
  t.equal((await victim.mcp(LIST, await issue())).status, 401)
})
