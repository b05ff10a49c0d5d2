import t from 'tap'
import {
  checkClient,
  checkRequest,
  codeChallengeOf,
  sweepExpiredClients,
} from '../../../src/sandbox/oidc/authorize-checks.js'
import { oidcClient, oidcWorld } from './oidc-world.js'

const CHALLENGE = 'c'.repeat(43)

t.test('a client must be known and the redirect URI be its own', async t => {
  const { context } = oidcWorld()
  const { clientId: client_id } = oidcClient(context)
  t.match(checkClient(context, { client_id, redirect_uri: 'http://127.0.0.1:1/cb' }), {
    client: { clientId: client_id },
  })
  t.match(checkClient(context, { client_id, redirect_uri: 'http://127.0.0.1:1/else' }), /redirect URI/)
  t.match(checkClient(context, { client_id: 'x', redirect_uri: 'http://127.0.0.1:1/cb' }), /not authorized/)
})

t.test('PKCE is optional, but what is there must be right', async t => {
  const code = { response_type: 'code' }
  t.equal(checkRequest(code), undefined)
  t.equal(checkRequest({ ...code, code_challenge: CHALLENGE, code_challenge_method: 'S256' }), undefined)
  t.match(checkRequest({ ...code, code_challenge: CHALLENGE, code_challenge_method: 'S512' }), {
    error: 'invalid_request',
  })
  t.match(checkRequest({ ...code, code_challenge: 'c'.repeat(42) }), { error: 'invalid_request' })
  t.match(checkRequest({ ...code, code_challenge: 'ü'.repeat(43) }), { error: 'invalid_request' })
  t.strictSame(codeChallengeOf({ code_challenge: CHALLENGE }), { challenge: CHALLENGE, method: 'plain' })
  t.equal(codeChallengeOf({}), undefined)
})

t.test('only registrations that are over are swept', async t => {
  const { context, state, advance } = oidcWorld()
  const old = oidcClient(context, { dynamic: true })
  const kept = oidcClient(context)
  advance(1800)
  const young = oidcClient(context, { dynamic: true })
  advance(1801)
  sweepExpiredClients(context)
  t.strictSame([...state.clients.keys()], [kept.clientId, young.clientId])
  t.notOk(state.clients.has(old.clientId))
})
