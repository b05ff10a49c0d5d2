import t from 'tap'
import { startLogin } from '../../../src/auth/login-flow/start-login.js'
import { loginWorld } from './login-world.js'

const FROM = { ip: '192.0.2.1', requestId: 'r-1', cookies: {} }

t.test('a start is one row, two cookies and a page at Nextcloud, under a name that a person recognises', async t => {
  const { start, sandbox, seconds } = await loginWorld(t)
  const { loginUrl, row, cookies, expiresAt } = await start()
  t.equal(expiresAt, seconds() + 1200)
  t.match(loginUrl, /\/login\/v2\/flow\/[A-Za-z0-9]+$/)
  t.match(await row(), { stage: 'waiting', ticketUser: null, nextAt: seconds() + 2, attempts: 0 })
  t.match(Object.keys(cookies), [/^__Host-mcp_prov_[0-9a-f]{8}$/, '__Host-mcp_browser'])
  t.equal(sandbox.calls[0]?.headers['user-agent'], 'Nextcloud MCP Server (mcp.example.com)')
})

t.test('GAP-7: parameters that are not acceptable start nothing, at Nextcloud neither', async t => {
  const { deps, sandbox, audit } = await loginWorld(t)
  for (const [query, failure] of [
    [{ return_to: 'https://evil.example/' }, 'bad_return_to'],
    [{ state: 'a b' }, 'bad_correlation'],
    [{ state: ['a', 'b'] }, 'duplicate_parameter'],
    [{ ticket: 'short' }, 'ticket_unusable'],
  ] as const)
    t.match(await startLogin(deps, { query, ...FROM }), { ok: false, failure })
  t.equal(sandbox.calls.length, 0)
  t.equal(audit.entries.length, 4)
})

t.test('HYB-9: a ticket names the only person, works once, and an outage does not use it up', async t => {
  const { deps, sandbox, start, ticketFor } = await loginWorld(t)
  const ticket = await ticketFor('alice')
  sandbox.failNext({ path: /login\/v2$/, status: 503 })
  t.match(await startLogin(deps, { query: { ticket }, ...FROM }), { failure: 'unavailable', retryAfterSeconds: 5 })
  const { row } = await start({ ticket })
  t.match(await row(), { ticketUser: 'alice' })
  t.match(await startLogin(deps, { query: { ticket }, ...FROM }), { ok: false, failure: 'ticket_unusable' })
})

t.test('GAP-2: one address starts twenty a minute, one browser keeps five, all together two hundred', async t => {
  const { deps, storage, ports } = await loginWorld(t)
  let jar: Record<string, string> = {}
  const begin = async (ip: string, cookies = {}) => startLogin(deps, { query: {}, cookies, ip, requestId: 'r' })
  for (let count = 0; count < 20; count += 1) {
    const started = await begin('192.0.2.1', jar)
    t.equal(started.ok, true)
    if (started.ok) jar = Object.fromEntries(started.cookies.map(({ name, value }) => [name, value]))
  }
  t.match(await begin('192.0.2.1', jar), { failure: 'too_many_starts' })
  t.equal(await storage.loginFlows.countOpen(), 5)
  for (let count = 5; count < 200; count += 1) {
    if (count % 20 === 0) ports.advance(100)
    t.equal((await begin(`198.51.100.${count}`)).ok, true, `number ${count}`)
  }
  t.match(await begin('203.0.113.9'), { failure: 'too_many_flows', retryAfterSeconds: 60 })
})
