import t from 'tap'
import type { BasicResult } from '../../../src/auth/basic/basic-authenticator.js'
import { countedAuthenticator } from '../../../src/auth/basic/counted-authenticator.js'
import { missing, rejected } from '../../../src/auth/basic/denials.js'
import { Secret } from '../../../src/lib/secret.js'
import { recordMetrics } from '../../helpers/record-metrics.js'

const principal = { userId: 'alice', via: 'basic' as const, scopes: undefined, credentialHash: 'h' }
const login = { principal, loginName: 'alice', password: new Secret('p'), displayName: undefined }

async function judged(result: BasicResult) {
  const { metrics, counts } = recordMetrics()
  const inner = { authenticate: async () => result, rejected: () => {}, breakerOpen: () => 3 }
  const basic = countedAuthenticator(inner, metrics)
  return { basic, counts, passed: await basic.authenticate('Basic x', '127.0.0.1') }
}

t.test('a verdict is passed on and counted without the person', async t => {
  const good = await judged({ ok: true, login })
  t.match(good.passed, { ok: true })
  t.strictSame(good.counts, [['basicJudged', 'valid']])
  t.equal(good.basic.breakerOpen(), 3)
})

t.test('a refusal is counted with its code', async t => {
  t.strictSame((await judged(missing)).counts, [['basicJudged', missing.code]])
  t.strictSame((await judged(rejected)).counts, [['basicJudged', rejected.code]])
})
