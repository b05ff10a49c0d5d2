import t from 'tap'
import { explainRefusal } from '../../../plugins/mcp/explain-refusal.js'
import { clientFault, serverFault } from '../../../src/auth/bearer/token-facts.js'
import type { VerifyResult } from '../../../src/auth/bearer/token-verifier.js'

const principal = { userId: 'alice', via: 'bearer' as const, scopes: [], credentialHash: 'h' }
type Arguments = Parameters<typeof explainRefusal>

interface Situation {
  state?: 'unknown' | 'accepted'
  stored?: 'bearer' | 'basic'
}

function setUp(result: VerifyResult, { state = 'unknown', stored }: Situation = {}) {
  const done: string[] = []
  const app = { oauth: { probe: { state: () => state, refused: () => done.push('told') } } } as unknown as Arguments[0]
  const request: Arguments[1] = { bearerRefusal: null }
  const rejected = () => void done.push('forgotten')
  const credential = async () => Promise.reject(new TypeError('not asked for'))
  return {
    done,
    request,
    explain: () =>
      explainRefusal(app, request, {
        principal,
        rejected,
        credential,
        confirm: async () => result,
        stored: () => stored,
      }),
  }
}

t.test('VER-15: a token that died ends the request with 401', async t => {
  const { done, request, explain } = setUp(clientFault('inactive'))
  await explain()
  t.match(request.bearerRefusal, { reason: 'inactive', fault: 'client' })
  t.strictSame(done, ['forgotten'])
})

t.test('GAP-48: a good token that Nextcloud refuses is no reason to get another one', async t => {
  const { done, request, explain } = setUp({ ok: true, principal })
  await t.rejects(explain(), { code: 'NCMCP_BEARER_NOT_ACCEPTED' })
  t.equal(request.bearerRefusal, null)
  t.strictSame(done, ['forgotten', 'told'])
})

t.test('GAP-48: a token that nobody can judge now is an outage', async t => {
  const { request, explain } = setUp(serverFault('network_error', 7))
  await t.rejects(explain(), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE', retryAfterSeconds: 7 })
  t.equal(request.bearerRefusal, null)
})

t.test('one account that Nextcloud turns away is not taken for a Nextcloud that takes no tokens', async t => {
  const good = { ok: true, principal } as const
  for (const [stored, code] of [
    [undefined, 'NCMCP_FORBIDDEN'],
    ['bearer', 'NCMCP_TEMPORARILY_UNAVAILABLE'],
    ['basic', 'NCMCP_REAUTH_REQUIRED'],
  ] as const) {
    const { done, request, explain } = setUp(good, { state: 'accepted', ...(stored && { stored }) })
    await t.rejects(explain(), { code })
    t.equal(request.bearerRefusal, null)
    t.strictSame(done, ['forgotten'], 'nothing is told to the administrator')
  }
})
