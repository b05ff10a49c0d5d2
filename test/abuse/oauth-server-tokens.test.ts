import { join } from 'node:path'
import t from 'tap'
import { OAUTH } from '../helpers/oauth-server.js'
import {
  attempt,
  connect,
  consentTo,
  exchange,
  newClient,
  post,
  refresh,
  type ScriptedClient,
} from '../helpers/scripted-client.js'
import { startHybridServer } from '../helpers/hybrid-server.js'
import { startVictim, type Victim } from './victim.js'

const start = (test: Parameters<typeof startVictim>[0]) => startVictim(test, { env: OAUTH })
const works = async (victim: Victim, token: string) => {
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  return (await victim.mcp(message, { authorization: `Bearer ${token}` })).status === 200
}

/** A code, and what belongs to it. */
async function codeFor(victim: Victim, client: ScriptedClient, uid = 'alice') {
  const begun = attempt(victim, client)
  const answer = await consentTo(victim, begun, { uid })
  return { code: answer.get('code') ?? '', verifier: begun.verifier }
}

t.test(
  'GAP-9: a code or refresh token of Nextcloud is worth nothing at our token endpoint, and nobody is asked',
  async t => {
    const victim = await start(t)
    const client = await newClient(victim, { token_endpoint_auth_method: 'client_secret_post' })
    const { client: us } = await victim.app.oauth!.oidc.session()
    const { refreshToken, accessToken } = await victim.sandbox.issueTokens({
      uid: 'alice',
      clientId: us.id,
      scope: 'openid offline_access',
    })
    victim.wire.sent.splice(0)
    for (const token of [refreshToken!, accessToken, 'x'.repeat(128)]) {
      t.match(await refresh(victim, client, token), { status: 400, body: { error: 'invalid_grant' } })
      t.match(await exchange(victim, client, token, 'v'.repeat(43)), { status: 400, body: { error: 'invalid_grant' } })
      t.match(await post(victim, '/oauth/revoke', { token, client_id: client.id, client_secret: client.secret }), {
        status: 200,
      })
    }
    t.strictSame(victim.wire.outbound(), [])
  },
)

t.test('a code works once; its replay ends what it gave', async t => {
  const victim = await start(t)
  const client = await newClient(victim)
  const { code, verifier } = await codeFor(victim, client)
  const first = await exchange(victim, client, code, verifier)
  t.ok(await works(victim, first.body.access_token))
  t.match(await exchange(victim, client, code, verifier), { status: 400, body: { error: 'invalid_grant' } })
  t.notOk(await works(victim, first.body.access_token))
  t.equal((await refresh(victim, client, first.body.refresh_token)).status, 400)
})

t.test('the same code, ten times at once: at most one answer has tokens, and they are dead afterwards', async t => {
  const victim = await start(t)
  const client = await newClient(victim)
  const { code, verifier } = await codeFor(victim, client)
  const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(victim, client, code, verifier)))
  const given = answers.filter(({ status }) => status === 200)
  t.equal(given.length, 1)
  t.notOk(await works(victim, given[0]!.body.access_token))
})

t.test(
  'code injection: a stolen code fails with another verifier, another client, another redirect, and is burned',
  async t => {
    const victim = await start(t)
    const [client, thief] = [await newClient(victim), await newClient(victim, { client_name: 'Thief' })]
    for (const steal of [
      (code: string) => exchange(victim, client, code, 't'.repeat(43)),
      (code: string) => exchange(victim, client, code, ''),
      (code: string, verifier: string) => exchange(victim, thief, code, verifier),
      (code: string, verifier: string) =>
        exchange(victim, client, code, verifier, { redirect_uri: 'https://evil.example/' }),
      (code: string, verifier: string) => exchange(victim, client, code, verifier, { redirect_uri: undefined }),
    ]) {
      const { code, verifier } = await codeFor(victim, client)
      t.match(await steal(code, verifier), { status: 400 })
      t.match(await exchange(victim, client, code, verifier), { status: 400, body: { error: 'invalid_grant' } })
    }
  },
)

t.test('a code is dead after a minute', async t => {
  const victim = await start(t)
  const client = await newClient(victim)
  const { code, verifier } = await codeFor(victim, client)
  victim.later(61_000)
  t.equal((await exchange(victim, client, code, verifier)).status, 400)
})

t.test('a stolen refresh token that is used twice ends the family, the thief’s part too', async t => {
  const victim = await start(t)
  const client = await newClient(victim)
  const { body } = await connect(victim, client)
  const thief = await refresh(victim, client, body.refresh_token)
  t.equal(thief.status, 200)
  t.equal((await refresh(victim, client, body.refresh_token)).status, 400)
  t.notOk(await works(victim, thief.body.access_token))
  t.equal((await refresh(victim, client, thief.body.refresh_token)).status, 400)
  const again = await connect(victim, client)
  t.ok(await works(victim, again.body.access_token), 'the person connects anew')
})

t.test('two instances on one database, one refresh token, at once: one pair at most, and no second life', async t => {
  const path = join(t.testdir(), 'tokens.db')
  const one = await startVictim(t, { env: { ...OAUTH, TOKEN_STORAGE_DB: path } })
  const two = await startHybridServer(t, {
    env: { ...OAUTH, TOKEN_STORAGE_DB: path, NEXTCLOUD_HOST: one.sandbox.url, NEXTCLOUD_MCP_SERVER_URL: one.url },
  })
  const client = await newClient(one)
  const { body } = await connect(one, client)
  const payload = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: body.refresh_token,
    client_id: client.id,
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const ask = (app: Victim['app']) =>
    app.inject({ method: 'POST', url: '/oauth/token', headers, payload: payload.toString() })
  const answers = await Promise.all([one.app, two.app, one.app, two.app].map(ask))
  const given = answers.filter(({ statusCode }) => statusCode === 200)
  t.equal(given.length, 1)
  const { access_token, refresh_token } = given[0]!.json()
  t.notOk(await works(one, access_token))
  t.equal((await refresh(one, client, refresh_token)).status, 400)
})

t.test('GAP-36: a secret is compared as a digest; near misses and the hash itself are the same refusal', async t => {
  const victim = await start(t)
  const client = await newClient(victim, { token_endpoint_auth_method: 'client_secret_post' })
  const row = await victim.app.storage!.authorizationServer.clients.find(client.id)
  const secret = client.secret!
  const bodies = new Set<string>()
  for (const wrong of [secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), row!.secretHash!, '', undefined]) {
    const answer = await refresh(victim, { ...client, secret: wrong }, 'x')
    t.equal(answer.status, 401)
    bodies.add(JSON.stringify(answer.body))
  }
  t.equal(bodies.size, 1)
})

t.test(
  'RT-14: nothing of Nextcloud’s reaches a client, and nothing of ours can be read from database or log',
  async t => {
    const victim = await start(t)
    const client = await newClient(victim, { token_endpoint_auth_method: 'client_secret_post' })
    const { code, verifier } = await codeFor(victim, client)
    const { body } = await exchange(victim, client, code, verifier)
    const next = await refresh(victim, client, body.refresh_token)
    const listed = await victim.mcp(
      { jsonrpc: '2.0', id: 1, method: 'tools/list' },
      { authorization: `Bearer ${body.access_token}` },
    )
    const seen = JSON.stringify([client, code, body, next.body, listed])
    const upstream = victim.wire.sent.flatMap(
      ({ response }) => response?.body.toString().match(/"(?:access_token|refresh_token|id_token)":"([^"]+)"/g) ?? [],
    )
    t.ok(upstream.length >= 3, 'Nextcloud gave tokens')
    for (const token of upstream) t.notOk(seen.includes(token.split(':"')[1]!.slice(0, -1)))
    t.notMatch(seen, /eyJ/)
    const log = victim.lines.join('\n')
    for (const secret of [
      code,
      verifier,
      client.secret!,
      body.access_token,
      body.refresh_token,
      next.body.access_token,
    ])
      t.notOk(log.includes(secret), 'not in the log')
  },
)
