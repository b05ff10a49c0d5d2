import { randomBytes } from 'node:crypto'
import t from 'tap'
import { singleUserServer, STATIC_TOKEN } from '../helpers/single-user-server.js'
import { flood } from './flood.js'

t.test(
  'GAP-16, GAP-25: 50 000 random tokens from everywhere leave no memory behind and never reach Nextcloud',
  async t => {
    const { app, ask, sandbox } = await singleUserServer(t, {
      env: { MCP_STATIC_TOKEN: STATIC_TOKEN, HOST: '0.0.0.0', FORWARDED_ALLOW_IPS: '127.0.0.1' },
    })
    const right = { authorization: `Bearer ${STATIC_TOKEN}` }
    t.equal((await ask('tools/list', {}, right)).statusCode, 200)
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    sandbox.clearCalls()
    const statuses = await flood(t, { url, sandbox }, '/mcp', index => {
      const ip = `2001:db8:${(index & 0xffff).toString(16)}:${((index >> 16) & 0xffff).toString(16)}::1`
      return `Authorization: Bearer ${randomBytes(32).toString('base64url')}\r\nX-Forwarded-For: ${ip}`
    })
    for (const status of statuses.keys()) t.match(status, /^(401|429)$/)
    // Whether Nextcloud is up is asked by the clock, whoever calls.
    t.strictSame(
      sandbox.calls.filter(({ path }) => path !== '/status.php'),
      [],
    )
    t.equal((await ask('tools/list', {}, { ...right, 'x-forwarded-for': '198.51.100.1' })).statusCode, 200)
  },
)
