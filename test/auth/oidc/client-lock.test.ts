import t from 'tap'
import { withClientLock } from '../../../src/auth/oidc/client-lock.js'
import { oidcDeps, runClock } from '../../helpers/oidc-deps.js'

t.test('one task at a time among those who share the database, and the next may follow', async t => {
  const deps = await oidcDeps(t, 'http://127.0.0.1:9')
  const order: string[] = []
  let open = () => {}
  const gate = new Promise<void>(resolve => (open = resolve))
  const first = withClientLock(deps, async () => {
    order.push('first in')
    await gate
    order.push('first out')
  })
  const second = withClientLock(deps, async () => void order.push('second in'))
  await runClock(deps.ports, () => deps.ports.now() > Date.UTC(2026, 10, 23, 12, 0, 3))
  t.strictSame(order, ['first in'])
  open()
  let done = false
  void Promise.all([first, second]).then(() => (done = true))
  await runClock(deps.ports, () => done)
  t.strictSame(order, ['first in', 'first out', 'second in'])
})

t.test('a task that fails gives the lock back', async t => {
  const deps = await oidcDeps(t, 'http://127.0.0.1:9')
  await t.rejects(
    withClientLock(deps, () => Promise.reject(new RangeError('x'))),
    RangeError,
  )
  t.equal(await withClientLock(deps, async () => 'free'), 'free')
})

t.test('whoever waits half a minute gives up', async t => {
  const deps = await oidcDeps(t, 'http://127.0.0.1:9')
  const now = Math.floor(deps.ports.now() / 1000)
  await deps.storage.clients.acquireLock('oauth-client', 'somebody', now + 3_600, now)
  let failure: unknown
  withClientLock(deps, async () => 'in').catch((error: unknown) => (failure = error))
  await runClock(deps.ports, () => failure !== undefined)
  t.match(failure, { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
})
