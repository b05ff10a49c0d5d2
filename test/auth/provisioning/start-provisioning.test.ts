import t from 'tap'
import { createTicket } from '../../../src/auth/provisioning/create-ticket.js'
import { startProvisioning } from '../../../src/auth/provisioning/start-provisioning.js'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { StorageFailed } from '../../../src/errors/storage-errors.js'
import { sha256 } from '../../../src/lib/sha256.js'
import { provisioning } from '../../helpers/provisioning.js'

t.test('without parameters the browser is sent to consent, with everything of our making', async t => {
  const { fake, start } = await provisioning(t)
  const { location, started } = await start()
  t.equal(new URL(location).origin + new URL(location).pathname, `${fake.url}/authorize`)
  t.match(Object.fromEntries(new URL(location).searchParams), {
    response_type: 'code',
    client_id: 'us',
    redirect_uri: 'http://127.0.0.1:8000/oauth/callback',
    scope: 'openid profile offline_access',
    state: /^[\w-]{43}$/,
    nonce: /^[\w-]{43}$/,
    code_challenge: /^[\w-]{43}$/,
    code_challenge_method: 'S256',
    resource: fake.url,
    prompt: 'consent',
  })
  t.match(started.cookies, [
    { name: /^mcp_prov_[0-9a-f]{8}$/, value: /^[\w-]{43}$/, maxAgeSeconds: 600 },
    { name: 'mcp_browser', value: /^[\w-]{43}$/, maxAgeSeconds: 600 },
  ])
})

t.test('GAP-1: the caller’s state is data, and never the OAuth state', async t => {
  const { deps, start } = await provisioning(t)
  const { location, state } = await start({ state: 'chosen-by-caller' })
  t.notMatch(location, /chosen-by-caller/)
  t.match(await deps.storage.flows.take(sha256(state)), { correlationId: 'chosen-by-caller' })
})

t.test('GAP-19: the row holds neither state nor cookie nor verifier', async t => {
  const { deps, start } = await provisioning(t)
  const { state, cookies } = await start()
  const row = await deps.storage.flows.take(sha256(state))
  const text = JSON.stringify(row)
  for (const secret of [state, ...Object.values(cookies)]) t.notOk(text.includes(secret))
  t.match(row, { issuer: /^http/, clientId: 'us', ticketUser: null, returnTo: null })
})

t.test('GAP-42: with https the cookies are __Host- cookies', async t => {
  const { start } = await provisioning(t, { NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example' })
  const { started } = await start()
  t.match(
    started.cookies.map(({ name }) => name),
    [/^__Host-mcp_prov_[0-9a-f]{8}$/, '__Host-mcp_browser'],
  )
})

t.test('parameters that are not acceptable are refused, each for its own reason', async t => {
  const { deps, person } = await provisioning(t)
  const cases = [
    [{ state: ['a', 'b'] }, 'duplicate_parameter'],
    [{ return_to: ['/', '/'] }, 'duplicate_parameter'],
    [{ state: '' }, 'bad_correlation'],
    [{ state: 'with space' }, 'bad_correlation'],
    [{ state: 'x'.repeat(257) }, 'bad_correlation'],
    [{ return_to: 'https://evil.example/' }, 'bad_return_to'],
    [{ ticket: 'short' }, 'ticket_unusable'],
    [{ ticket: 'A'.repeat(43) }, 'ticket_unusable'],
  ] as const
  for (const [query, failure] of cases) {
    t.match(
      await startProvisioning(deps, { query, cookies: {}, ...person }),
      { ok: false, failure },
      JSON.stringify(query),
    )
  }
  t.match(await startProvisioning(deps, { query: { unknown: ['a', 'b'], other: 'x' }, cookies: {}, ...person }), {
    ok: true,
  })
})

t.test('a ticket starts one authorization, for its person, within ten minutes', async t => {
  const { deps, person } = await provisioning(t)
  const ticket = async () =>
    new URL((await createTicket({ ...deps, publicUrl: 'http://x' }, 'alice')).url).searchParams.get('ticket') ?? ''
  const first = await ticket()
  const use = (value: string) => startProvisioning(deps, { query: { ticket: value }, cookies: {}, ...person })
  const started = await use(first)
  t.match(started, { ok: true })
  const state = new URL(started.ok ? started.location : '').searchParams.get('state') ?? ''
  t.match(await deps.storage.flows.take(sha256(state)), { ticketUser: 'alice' })
  t.match(await use(first), { failure: 'ticket_unusable' }, 'used')
  const late = await ticket()
  deps.ports.advance(600_000)
  t.match(await use(late), { failure: 'ticket_unusable' }, 'expired')
})

t.test('a ticket survives an outage of the provider', async t => {
  const { deps, person } = await provisioning(t)
  const ticket =
    new URL((await createTicket({ ...deps, publicUrl: 'http://x' }, 'alice')).url).searchParams.get('ticket') ?? ''
  const ready = deps.oidc
  deps.oidc = { ...ready, session: () => Promise.reject(new TemporarilyUnavailable('x', { retryAfterSeconds: 7 })) }
  const request = { query: { ticket }, cookies: {}, ...person }
  t.match(await startProvisioning(deps, request), { ok: false, failure: 'degraded', retryAfterSeconds: 7 })
  deps.oidc = ready
  t.match(await startProvisioning(deps, request), { ok: true })
})

t.test('GAP-2: the 21st start of a minute from one address is refused; another address is not', async t => {
  const { deps, person } = await provisioning(t)
  const begin = (ip: string) => startProvisioning(deps, { query: {}, cookies: {}, ...person, ip })
  for (let count = 0; count < 20; count += 1) t.match(await begin('192.0.2.7'), { ok: true })
  t.match(await begin('192.0.2.7'), { failure: 'too_many_starts', retryAfterSeconds: 60 })
  t.match(await begin('192.0.2.8'), { ok: true })
  deps.ports.advance(60_000)
  t.match(await begin('192.0.2.7'), { ok: true })
})

t.test('RT-21: one browser has five authorizations in progress at most; the oldest give way', async t => {
  const { deps, start, finish } = await provisioning(t)
  const first = await start()
  const browser = { mcp_browser: first.cookies['mcp_browser'] ?? '' }
  for (let count = 0; count < 5; count += 1) await start({}, browser)
  t.equal(await deps.storage.flows.countForBrowser(sha256(browser.mcp_browser)), 5)
  t.match(await finish({ state: first.state, code: 'c' }, first.cookies), { failure: 'unknown_state' })
})

t.test('a made-up browser cookie is not taken over', async t => {
  const { start } = await provisioning(t)
  t.match((await start({}, { mcp_browser: 'x; y' })).cookies['mcp_browser'], /^[\w-]{43}$/)
})

t.test('the table of authorizations is bounded, and expired ones make room', async t => {
  const { deps, person } = await provisioning(t)
  const { flows } = deps.storage
  let removed = 0
  const full = { ...flows, count: async () => 1_000 - removed, removeExpired: async () => removed }
  deps.storage = { ...deps.storage, flows: full }
  const request = { query: {}, cookies: {}, ...person }
  t.match(await startProvisioning(deps, request), { failure: 'too_many_flows', retryAfterSeconds: 60 })
  removed = 1
  t.match(await startProvisioning(deps, request), { ok: true })
})

t.test('a database that is down is told as that', async t => {
  const { deps, person } = await provisioning(t)
  const { flows } = deps.storage
  deps.storage = { ...deps.storage, flows: { ...flows, add: () => Promise.reject(new StorageFailed('x')) } }
  t.match(await startProvisioning(deps, { query: {}, cookies: {}, ...person }), { failure: 'storage_failed' })
})
