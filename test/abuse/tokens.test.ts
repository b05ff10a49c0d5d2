import { createHmac, randomBytes } from 'node:crypto'
import t from 'tap'
import { startFlow, startVictim, walkToCallback, type Victim } from './victim.js'

const REDIRECT = 'http://127.0.0.1/back'
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const session = (victim: Victim, authorization: string, uid = 'alice', query = '') =>
  victim.app.inject({ url: `/api/v1/users/${uid}/session${query}`, headers: { authorization } })
const tokensFor = (victim: Victim, client: { clientId: string }, resource?: string, uid = 'alice') =>
  victim.sandbox.issueTokens({
    uid,
    clientId: client.clientId,
    scope: 'openid profile',
    ...(resource ? { resource } : {}),
  })

t.test('GAP-13: a token that a person gave to another app drives nothing here', async t => {
  const victim = await startVictim(t)
  const app = victim.sandbox.createClient({ redirectUris: [REDIRECT], tokenType: 'jwt' })
  for (const resource of [undefined, 'https://another.example', `${victim.url}.evil.example`, `${victim.url}/x`]) {
    const { accessToken } = await tokensFor(victim, app, resource)
    t.equal((await session(victim, `Bearer ${accessToken}`)).statusCode, 401, String(resource))
  }
})

t.test('GAP-13: with a list of clients only those come in', async t => {
  const victim = await startVictim(t, { env: { ALLOWED_MGMT_CLIENT: 'nobody-yet' } })
  t.equal((await session(victim, (await victim.bearer('alice')).authorization)).statusCode, 401)
})

t.test('GAP-13: the access token of a grant that we hold opens nothing when it is brought from outside', async t => {
  const victim = await startVictim(t)
  const flow = await startFlow(victim)
  const url = await walkToCallback(victim, flow.location, 'alice')
  t.equal((await victim.app.inject({ url, headers: { cookie: flow.cookie } })).statusCode, 200)
  for (const round of ['as exchanged', 'as refreshed']) {
    const { token } = await victim.app.oauth!.broker.getAccessToken('alice', { minValiditySeconds: 0 })
    t.equal((await session(victim, `Bearer ${token.reveal()}`)).statusCode, 401, round)
    victim.app.oauth!.broker.provisioned('alice')
  }
})

t.test('GAP-14: an ID token is no bearer, neither here nor at /mcp', async t => {
  const victim = await startVictim(t)
  const client = victim.sandbox.createClient({ redirectUris: [REDIRECT], tokenType: 'jwt', resourceUrl: victim.url })
  const { idToken } = await tokensFor(victim, client, victim.url)
  t.equal((await session(victim, `Bearer ${idToken}`)).statusCode, 401)
  t.equal((await victim.mcp({}, { authorization: `Bearer ${idToken}` })).status, 401)
})

t.test('GAP-15: HS256 with the public key, alg none and smuggled keys are 401 before any key is fetched', async t => {
  const victim = await startVictim(t)
  const { authorization } = await victim.bearer('alice')
  const [, claims = ''] = authorization.slice(7).split('.')
  const jwks = Buffer.from(await (await fetch(`${victim.sandbox.url}/apps/oidc/jwks`)).arrayBuffer())
  victim.wire.sent.splice(0)
  for (const header of [
    { alg: 'HS256', typ: 'at+jwt' },
    { alg: 'none', typ: 'at+jwt' },
    { alg: 'nOnE', typ: 'at+jwt' },
    { alg: 'RS256', typ: 'at+jwt', jku: 'https://evil.example/jwks' },
    { alg: 'RS256', typ: 'at+jwt', jwk: { kty: 'oct', k: 'AA' } },
    { alg: 'RS256', typ: 'at+jwt', x5u: 'https://evil.example/cert' },
    { alg: 'RS256', typ: 'at+jwt', crit: ['exp'] },
  ]) {
    const input = `${part(header)}.${claims}`
    const signature = createHmac('sha256', jwks).update(input).digest('base64url')
    t.equal((await session(victim, `Bearer ${input}.${signature}`)).statusCode, 401, JSON.stringify(header))
  }
  t.strictSame(victim.wire.outbound(), [])
})

t.test('GAP-16: a token that was revoked at Nextcloud is refused when its time here is over', async t => {
  const victim = await startVictim(t, { env: { TOKEN_CACHE_TTL: '60' } })
  const { authorization } = await victim.bearer('alice')
  t.equal((await session(victim, authorization)).statusCode, 200)
  victim.sandbox.setEnabled('alice', false)
  victim.later(61_000)
  t.equal((await session(victim, authorization)).statusCode, 401)
})

t.test('GAP-17: 100 tokens with made-up key ids cost at most one look at the keys', async t => {
  const victim = await startVictim(t)
  const { authorization } = await victim.bearer('alice')
  await session(victim, authorization)
  victim.later(31_000)
  const [, claims = '', signature = ''] = authorization.slice(7).split('.')
  victim.wire.sent.splice(0)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      session(
        victim,
        `Bearer ${part({ alg: 'RS256', typ: 'at+JWT', kid: `made-up-${index}` })}.${claims}.${signature}`,
      ),
    ),
  )
  t.ok(answers.every(({ statusCode }) => statusCode === 401))
  t.ok(victim.wire.outbound().length <= 1, victim.wire.outbound().join(' '))
})

t.test('GAP-21: after a revocation nothing leaves as that person, and cached access is gone', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  const headers = await victim.bearer('admin')
  t.equal((await victim.app.inject({ url: '/api/v1/apps', headers })).statusCode, 200)
  await victim.app.inject({ method: 'POST', url: '/api/v1/users/admin/revoke', headers })
  victim.wire.sent.splice(0)
  t.equal((await victim.app.inject({ url: '/api/v1/apps', headers })).statusCode, 428)
  t.notOk(
    victim.wire.outbound().some(call => /cloud\/apps|oidc\/token/.test(call)),
    victim.wire.outbound().join(' '),
  )
})

t.test('GAP-38: what leaves for Nextcloud is never the caller’s bearer', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  const headers = await victim.bearer('admin')
  victim.wire.sent.splice(0)
  for (const url of ['/api/v1/apps', '/api/v1/webhooks', '/api/v1/webhooks/presets'])
    t.equal((await victim.app.inject({ url, headers })).statusCode, 200, url)
  const passed = victim.wire.sent.filter(({ request }) => {
    const { credential, headers: sent = {} } = request
    const token = credential?.kind === 'bearer' ? credential.token.reveal() : ''
    return `${JSON.stringify(sent)} ${token}`.includes(headers.authorization.slice(7))
  })
  t.strictSame([...new Set(passed.map(({ request }) => new URL(request.url).pathname))], ['/apps/oidc/userinfo'])
})

t.test('GAP-49: a token in the address is 400, alone and beside a good one', async t => {
  const victim = await startVictim(t)
  const { authorization } = await victim.bearer('alice')
  t.equal((await session(victim, authorization, 'alice', `?access_token=${authorization.slice(7)}`)).statusCode, 400)
  t.equal((await session(victim, '', 'alice', `?access_token=${authorization.slice(7)}`)).statusCode, 400)
  t.notOk(victim.lines.join('').includes(authorization.slice(-40)))
})

t.test('GAP-50: a clock that is 30 seconds behind Nextcloud’s makes no token bad; ten minutes do', async t => {
  const victim = await startVictim(t)
  victim.drift(-30_000)
  t.equal((await session(victim, (await victim.bearer('alice')).authorization)).statusCode, 200)
  victim.drift(-600_000)
  t.equal((await session(victim, (await victim.bearer('alice')).authorization)).statusCode, 401)
})

t.test('one person’s good token does not open another person’s routes, however the name is written', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  const { authorization } = await victim.bearer('alice')
  for (const uid of [
    'admin',
    'ALICE',
    'alice%00',
    '%61dmin',
    'alice%2F..%2Fadmin',
    'alice%20',
    '..%2Fadmin',
    '%2561lice',
  ])
    t.match(await session(victim, authorization, uid), { statusCode: /^(403|404|400)$/ }, uid)
  const revoke = { method: 'POST', url: '/api/v1/users/admin/revoke', headers: { authorization } } as const
  t.equal((await victim.app.inject(revoke)).statusCode, 403)
  t.match(await victim.grantOf('admin'), { status: 'active' })
})

t.test('things that only look like a bearer header are 401 and ask nobody', async t => {
  const victim = await startVictim(t)
  const { authorization } = await victim.bearer('alice')
  const token = authorization.slice(7)
  victim.wire.sent.splice(0)
  for (const value of [
    token,
    `Bearer  ${token}`,
    `Bearer ${token} x`,
    `Bearer ${token}, Bearer ${token}`,
    `Bearer\t${token}`,
    'Bearer',
    `Bearer ${token}\u00e9`,
    `Basic ${token}`,
    `DPoP ${token}`,
    `Bearer "${token}"`,
    `Bearer ${randomBytes(9).toString('hex')}%0d%0a`,
  ])
    t.match(await session(victim, value), { statusCode: 401 }, value.slice(0, 12))
  t.strictSame(victim.wire.outbound(), [])
})
