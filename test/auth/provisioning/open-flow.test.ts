import t from 'tap'
import { checkRate, openFlow } from '../../../src/auth/provisioning/open-flow.js'
import { startSignIn } from '../../../src/auth/provisioning/start-provisioning.js'
import { sha256 } from '../../../src/lib/sha256.js'
import { provisioning } from '../../helpers/provisioning.js'

const request = { query: {}, cookies: {}, ip: '192.0.2.1', requestId: 'r-1' }
const HOME = 'http://127.0.0.1:8000/oauth/clients'

t.test('the purpose is kept with the flow, and comes back with the browser', async t => {
  const { deps, oidc } = await provisioning(t)
  const purpose = { kind: 'sign_in' as const, correlationId: null, returnTo: HOME, ticketUser: null }
  const opened = await openFlow(deps, request, { session: await oidc.session(), purpose })
  const state = new URL(opened.location).searchParams.get('state') ?? ''
  t.match(await deps.storage.flows.take(sha256(state)), purpose)
  t.match(
    opened.cookies.map(({ name }) => name),
    [/^mcp_prov_[0-9a-f]{8}$/, 'mcp_browser'],
  )
})

t.test('the 21st start of a minute waits', async t => {
  const { deps } = await provisioning(t)
  for (let count = 0; count < 20; count += 1) checkRate(deps, request.ip)
  t.throws(() => checkRate(deps, request.ip), { code: 'NCMCP_PROVISIONING_FAILED' })
})

t.test('a sign-in leaves a grant, and says what it was for; also when it fails', async t => {
  const { deps, finish, fake, grant, tokens } = await provisioning(t)
  for (const denied of [false, true]) {
    const started = await startSignIn(deps, request, HOME)
    if (!started.ok) throw new RangeError(started.failure)
    const asked = new URL(started.location).searchParams
    const cookies = Object.fromEntries(started.cookies.map(({ name, value }) => [name, value]))
    fake.on('/token', async () => ({ body: await tokens(asked.get('nonce') ?? '') }))
    const state = asked.get('state') ?? ''
    const elsewhere = await finish({ state: 'x'.repeat(43), code: 'c' }, cookies)
    t.equal(elsewhere.signInFor, undefined)
    const finished = await finish(denied ? { state, error: 'access_denied' } : { state, code: 'c' }, cookies)
    t.match(finished, { ok: !denied, signInFor: HOME })
  }
  t.match(await grant(), { status: 'active', flowType: 'sign_in' })
})

t.test('a sign-in that comes back to another browser is for nothing', async t => {
  const { deps, finish } = await provisioning(t)
  const started = await startSignIn(deps, request, HOME)
  if (!started.ok) throw new RangeError(started.failure)
  const state = new URL(started.location).searchParams.get('state') ?? ''
  t.match(await finish({ state, code: 'c' }, {}), { ok: false, failure: 'wrong_browser', signInFor: undefined })
})
