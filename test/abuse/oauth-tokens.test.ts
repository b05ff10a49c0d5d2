import { createHmac } from 'node:crypto'
import t from 'tap'
import { ALL, OAUTH } from '../helpers/oauth-server.js'
import { startVictim, type Victim } from './victim.js'

const REDIRECT = 'http://127.0.0.1/back'
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const auth = (token: string) => ({ authorization: `Bearer ${token}` })

const start = (t: import('tap').Test, env: Record<string, string> = {}) => startVictim(t, { env: { ...OAUTH, ...env } })
const tokens = (victim: Victim, resource: string | undefined, tokenType: 'jwt' | 'opaque' = 'jwt', uid = 'alice') => {
  const { clientId } = victim.sandbox.createClient({ redirectUris: [REDIRECT], tokenType })
  return victim.sandbox.issueTokens({ uid, clientId, scope: ALL, ...(resource !== undefined && { resource }) })
}
const mine = async (victim: Victim, uid = 'alice') =>
  (await tokens(victim, `${victim.url}/mcp`, 'jwt', uid)).accessToken

t.test('GAP-13: a token that a person gave to another app does not open /mcp, signed or opaque', async t => {
  const victim = await start(t)
  const foreign = [
    undefined,
    victim.sandbox.url,
    `${victim.url}.evil.example/mcp`,
    `${victim.url}/mcp/x`,
    `${victim.url}/MCP`,
  ]
  for (const resource of foreign) {
    for (const type of ['jwt', 'opaque'] as const) {
      const { accessToken } = await tokens(victim, resource, type)
      const answer = await victim.mcp(LIST, auth(accessToken))
      t.equal(answer.status, 401, `${resource} ${type}`)
      t.match(answer.headers['www-authenticate'], /error="invalid_token"/)
    }
  }
  t.equal((await victim.mcp(LIST, auth(await mine(victim)))).status, 200)
})

t.test('GAP-13: the issuer is exact here, though the management API takes one that Nextcloud vouches for', async t => {
  const victim = await start(t, { MGMT_STRICT_ISSUER: 'false' })
  const token = await tokenOfHost(victim, 'localhost')
  const session = await victim.app.inject({ url: '/api/v1/users/alice/session', headers: auth(token) })
  t.equal(session.statusCode, 200)
  t.equal((await victim.mcp(LIST, auth(token))).status, 401)
})

t.test('GAP-14: an ID token and a refresh token are no bearers, on either surface', async t => {
  const victim = await start(t)
  const { clientId } = victim.sandbox.createClient({
    redirectUris: [REDIRECT],
    tokenType: 'jwt',
    resourceUrl: `${victim.url}/mcp`,
  })
  const scope = `${ALL} offline_access`
  const { idToken, refreshToken } = await victim.sandbox.issueTokens({
    uid: 'alice',
    clientId,
    scope,
    resource: `${victim.url}/mcp`,
  })
  for (const token of [idToken, refreshToken!]) {
    t.equal((await victim.mcp(LIST, auth(token))).status, 401)
    t.equal((await victim.app.inject({ url: '/api/v1/users/alice/session', headers: auth(token) })).statusCode, 401)
  }
})

t.test('GAP-15: forged signatures and smuggled keys are 401 and ask nobody', async t => {
  const victim = await start(t)
  const [, claims = ''] = (await mine(victim)).split('.')
  const jwks = Buffer.from(await (await fetch(`${victim.sandbox.url}/apps/oidc/jwks`)).arrayBuffer())
  victim.wire.sent.splice(0)
  const headers = [
    { alg: 'HS256', typ: 'at+jwt' },
    { alg: 'none', typ: 'at+jwt' },
    { alg: 'RS256', typ: 'at+jwt', jku: 'https://evil.example/jwks' },
    { alg: 'RS256', typ: 'at+jwt', jwk: { kty: 'oct', k: 'AA' } },
    { alg: 'RS256', typ: 'at+jwt', crit: ['exp'] },
  ]
  for (const header of headers) {
    const input = `${part(header)}.${claims}`
    const signature = createHmac('sha256', jwks).update(input).digest('base64url')
    t.equal((await victim.mcp(LIST, auth(`${input}.${signature}`))).status, 401, JSON.stringify(header))
  }
  t.strictSame(victim.wire.outbound(), [])
})

t.test('a good token whose claims were changed is nobody’s', async t => {
  const victim = await start(t)
  const [header, claims = '', signature] = (await mine(victim)).split('.')
  const body = JSON.parse(Buffer.from(claims, 'base64url').toString())
  for (const change of [{ sub: 'admin' }, { scope: 'files.write' }, { exp: 9_999_999_999 }])
    t.equal((await victim.mcp(LIST, auth(`${header}.${part({ ...body, ...change })}.${signature}`))).status, 401)
})

/** A token whose `iss` carries another host name, because the client asked for it under that name, as Astrolabe does. */
async function tokenOfHost(victim: Victim, host: string): Promise<string> {
  const { clientId, clientSecret } = victim.sandbox.createClient({ redirectUris: [REDIRECT], tokenType: 'jwt' })
  const options = { uid: 'alice', clientId, scope: `${ALL} offline_access`, resource: `${victim.url}/mcp` }
  const { refreshToken } = await victim.sandbox.issueTokens(options)
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken!,
    client_id: clientId,
    client_secret: clientSecret,
  }
  const url = victim.sandbox.url.replace('127.0.0.1', host)
  const answer = await fetch(`${url}/apps/oidc/token`, { method: 'POST', body: new URLSearchParams(form) })
  return JSON.parse(await answer.text()).access_token
}
