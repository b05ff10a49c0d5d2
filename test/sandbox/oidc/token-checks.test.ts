import t from 'tap'
import { sha256 } from '../../../src/lib/sha256.js'
import { addGrant } from '../../../src/sandbox/oidc/grant-tokens.js'
import { checkTokenRequest } from '../../../src/sandbox/oidc/token-checks.js'
import { oidcClient, oidcWorld, START } from './oidc-world.js'

const VERIFIER = 'v'.repeat(43)

function withCode() {
  const { context, state, advance } = oidcWorld()
  const client = oidcClient(context)
  const codeChallenge = { challenge: sha256(VERIFIER), method: 'S256' as const }
  const grant = addGrant(context, { client, uid: 'alice', scope: 'openid', codeChallenge, authTime: START })
  const { clientId, clientSecret } = client
  const check = (params: Record<string, string>, credentials = { clientId, clientSecret }) =>
    checkTokenRequest(context, { grant_type: 'authorization_code', code: grant.secret, ...params }, credentials)
  return { context, state, advance, client, grant, check }
}

t.test('the grant is looked up before the client', async t => {
  const { check } = withCode()
  const nobody = { clientId: 'nosuch', clientSecret: 'x' }
  t.match(check({ code: 'nosuch' }, nobody), { error: 'invalid_grant' })
  t.match(check({}, nobody), { error: 'invalid_client', description: 'Client not found.' })
})

t.test('a wrong secret spends nothing, a wrong verifier burns the code', async t => {
  const { check, client, grant } = withCode()
  const wrong = { clientId: client.clientId, clientSecret: 'wrong' }
  t.match(check({ code_verifier: VERIFIER }, wrong), { error: 'invalid_client' })
  t.match(check({ code_verifier: VERIFIER }), { grant })
  t.match(check({ code_verifier: 'x'.repeat(43) }), { description: 'Invalid code_verifier.' })
  t.match(check({ code_verifier: VERIFIER }), { description: /Could not find/ })
})

t.test("another client's code is refused and stays good for its owner", async t => {
  const { context, check, grant } = withCode()
  const { clientId, clientSecret } = oidcClient(context)
  t.match(check({ code_verifier: VERIFIER }, { clientId, clientSecret }), { description: /not valid for this client/ })
  t.match(check({ code_verifier: VERIFIER }), { grant })
})

t.test('a code lives for expire_time', async t => {
  const { check, advance, grant } = withCode()
  advance(900)
  t.match(check({ code_verifier: VERIFIER }), { grant })
  advance(1)
  t.match(check({ code_verifier: VERIFIER }), { description: 'Access token already expired.' })
})

t.test('a client that is over is told so, and a refresh without a consent ends the grant', async t => {
  const { check, client, grant, state, advance } = withCode()
  client.dynamic = true
  advance(3601)
  t.match(check({ code_verifier: VERIFIER }), { status: 400, error: 'expired_client' })
  t.match(check({ grant_type: 'refresh_token', refresh_token: grant.secret }), { error: 'invalid_grant' })
  t.equal(state.grants.size, 0)
})
