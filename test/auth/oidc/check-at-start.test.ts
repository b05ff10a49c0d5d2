import t from 'tap'
import { checkAtStart } from '../../../src/auth/oidc/check-at-start.js'
import type { OidcStatus } from '../../../src/auth/oidc/oidc-runtime.js'

const never = new AbortController().signal
const runtime = (status: OidcStatus, firstAttempt = async () => {}) => ({ status: () => status, firstAttempt })
const degraded = { state: 'degraded', reason: 'no S256', retryAt: 0 } as const

t.test('a fatal answer ends the start, in its own words', async t => {
  await t.rejects(checkAtStart(runtime({ ...degraded, fatal: true }), never), {
    code: 'NCMCP_START_FAILED',
    message: 'no S256',
  })
})

t.test('any other answer, and none in time, ends nothing', async t => {
  const ready = { state: 'ready', issuer: 'i', clientId: 'c', clientExpiresAt: null, warnings: [] } as const
  await t.resolves(checkAtStart(runtime(ready), never))
  await t.resolves(checkAtStart(runtime(degraded), never))
  const waits = () => new Promise<void>(() => {})
  await t.resolves(checkAtStart(runtime({ state: 'starting' }, waits), AbortSignal.abort()))
  const late = new AbortController()
  const checked = checkAtStart(runtime({ state: 'starting' }, waits), late.signal)
  late.abort()
  await t.resolves(checked)
})
