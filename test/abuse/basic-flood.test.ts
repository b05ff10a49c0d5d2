import { createHash, randomBytes } from 'node:crypto'
import t from 'tap'
import { startHybridServer } from '../helpers/hybrid-server.js'
import { flood } from './flood.js'

t.test('GAP-25: 50 000 random Basic credentials from everywhere cost a dozen requests, and alice works on', async t => {
  const server = await startHybridServer(t, { settings: { bruteForceProtection: true } })
  const alice = server.basic('alice')
  t.equal((await server.app.inject({ url: '/mcp', headers: alice })).statusCode, 405)
  const statuses = await flood(t, server, '/mcp', index => {
    const pair = Buffer.from(`u${randomBytes(6).toString('hex')}:${randomBytes(9).toString('hex')}`).toString('base64')
    return `Authorization: Basic ${pair}\r\nX-Forwarded-For: 2001:db8:${(index & 0xffff).toString(16)}:${((index >> 16) & 0xffff).toString(16)}::1`
  })
  for (const status of statuses.keys()) t.match(status, /^(401|429)$/)
  t.ok(server.sandbox.calls.length <= 12, `${server.sandbox.calls.length} requests`)
  t.equal((await server.app.inject({ url: '/mcp', headers: alice })).statusCode, 405, 'she is let in')
  const rows = await server.app.storage!.audit.list({ limit: 200 })
  t.ok(rows.length < 200, `${rows.length} lines of audit`)
})

t.test('GAP-3: 10 000 callbacks with a made-up state leave nothing behind, not even on the audit trail', async t => {
  const server = await startHybridServer(t)
  const state = randomBytes(32).toString('base64url')
  const cookie = `mcp_prov_${createHash('sha256').update(state).digest('hex').slice(0, 8)}=${state}`
  const statuses = await flood(
    t,
    server,
    `/oauth/callback?state=${state}&code=x`,
    index => `Cookie: ${cookie}; n=${index}`,
    10_000,
  )
  t.strictSame([...statuses.keys()], ['400'])
  t.equal(server.sandbox.calls.length, 0)
  const events = (await server.app.storage!.audit.list({ limit: 200 })).map(({ event }) => event)
  t.notOk(
    events.some(event => event.startsWith('provision.')),
    events.join(),
  )
})
