import t from 'tap'
import { countedVerifier } from '../../../src/auth/bearer/counted-verifier.js'
import type { VerifyResult } from '../../../src/auth/bearer/token-verifier.js'
import { recordMetrics } from '../../helpers/record-metrics.js'

const principal = { userId: 'alice', via: 'bearer' as const, scopes: [], credentialHash: 'h' }

async function judged(result: VerifyResult, authorization: string | string[] | undefined) {
  const { metrics, counts } = recordMetrics()
  const forgotten: string[] = []
  const verify = async () => result
  const inner = { verify, confirm: verify, forget: (userId: string) => void forgotten.push(userId) }
  const verifier = countedVerifier(inner, { metrics, surface: 'management' })
  const passed = await verifier.verify(authorization)
  verifier.forget('alice')
  return { counts, passed, forgotten }
}

t.test('a good token is counted once, by its shape', async t => {
  const { counts, passed, forgotten } = await judged({ ok: true, principal }, ['Bearer a.b.c'])
  t.strictSame(counts, [['tokenJudged', 'management', 'jwt', 'valid']])
  t.match(passed, { ok: true, principal })
  t.strictSame(forgotten, ['alice'])
})

t.test('a bad one is counted with the reason', async t => {
  const { counts } = await judged({ ok: false, reason: 'inactive', fault: 'client' }, 'Bearer opaque')
  t.strictSame(counts, [['tokenJudged', 'management', 'opaque', 'inactive']])
})

t.test('a token with one dot, or three, is no JWT', async t => {
  for (const token of ['a.b', 'a.b.c.d'])
    t.equal((await judged({ ok: true, principal }, `Bearer ${token}`)).counts[0]?.[2], 'opaque', token)
})

t.test('a request without a token is no verdict', async t => {
  t.strictSame((await judged({ ok: false, reason: 'missing', fault: 'client' }, undefined)).counts, [])
})
