import t from 'tap'
import { cancelLogin, lookAtLogin } from '../../../src/auth/login-flow/look-at-login.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { testKey } from '../../helpers/open-test-storage.js'
import { loginWorld, polls } from './login-world.js'

t.test('the browser that began sees the way, then the end', async t => {
  const { deps, start, step, grant } = await loginWorld(t)
  const { request, loginUrl, expiresAt } = await start({ state: 's1' })
  t.match(await lookAtLogin(deps, request), { stage: 'waiting', loginUrl, expiresAt, correlationId: 's1' })
  await grant(loginUrl, 'alice')
  await step()
  t.match(await lookAtLogin(deps, request), { stage: 'done', userId: 'alice', returnTo: null, correlationId: 's1' })
})

t.test('GAP-1: another browser is told nothing, whether the login is open or over', async t => {
  const { deps, start, step, grant } = await loginWorld(t)
  const { request, loginUrl } = await start()
  const other = await start()
  const [name = ''] = Object.keys(request.cookies)
  const look = (cookies: Record<string, string | undefined>) => lookAtLogin(deps, { ...request, cookies })
  const strangers = [{}, other.request.cookies, { [name]: 'x'.repeat(43) }, { [name]: 'short' }]
  for (const cookies of strangers) t.match(await look(cookies), { ok: false, failure: 'wrong_browser' })
  await grant(loginUrl, 'alice')
  await step()
  for (const cookies of strangers) t.match(await look(cookies), { ok: false, failure: 'wrong_browser' })
  t.match(await cancelLogin(deps, { ...request, cookies: {} }), { ok: false, failure: 'wrong_browser' })
})

t.test('a login that nobody began is unknown', async t => {
  const { deps, start } = await loginWorld(t)
  const { request } = await start()
  for (const query of [{}, { flow: 'short' }, { flow: 'y'.repeat(43) }])
    t.match(await lookAtLogin(deps, { ...request, query }), { ok: false, failure: 'unknown_state' })
  const twice = { flow: ['a', 'b'] }
  t.match(await lookAtLogin(deps, { ...request, query: twice }), { ok: false, failure: 'duplicate_parameter' })
})

t.test('a cancelled login stays cancelled, and is not asked about', async t => {
  const { deps, sandbox, start, step, grant, stored, audit } = await loginWorld(t)
  const { request, loginUrl } = await start()
  t.match(await cancelLogin(deps, request), { ok: false, failure: 'denied' })
  await grant(loginUrl, 'alice')
  await step()
  t.equal(polls(sandbox), 0)
  t.equal(await stored('alice'), undefined)
  for (const look of [lookAtLogin, cancelLogin]) t.match(await look(deps, request), { ok: false, failure: 'denied' })
  t.match(audit.entries.at(-1), { event: 'login_flow.failed', outcome: 'denied', reason: 'denied' })
})

t.test('what is over cannot be cancelled', async t => {
  const { deps, start, step, grant, stored } = await loginWorld(t)
  const { request, loginUrl } = await start()
  await grant(loginUrl, 'alice')
  await step()
  t.match(await cancelLogin(deps, request), { ok: true, stage: 'done' })
  t.ok(await stored('alice'))
})

t.test('a login whose key is gone is our fault', async t => {
  const { deps, start } = await loginWorld(t)
  const { request } = await start()
  t.match(await lookAtLogin({ ...deps, vault: openVault([testKey()]) }, request), { ok: false, failure: 'internal' })
})
