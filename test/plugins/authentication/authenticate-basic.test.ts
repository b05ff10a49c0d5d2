import t from 'tap'

import { authenticationApp, basic, bearer } from '../../helpers/authentication-app.js'

const CHALLENGE = 'Basic realm="Nextcloud MCP", charset="UTF-8"'
const ALICE = basic('alice', 'alice-demo-password')

t.test('BA-1, BA-14, GAP-24: every method without or with wrong credentials is 401 with the challenge', async t => {
  const { app } = await authenticationApp(t)
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    for (const headers of [{}, basic('alice', 'wrong'), bearer('abc')]) {
      const response = await app.inject({ method, url: '/mcp', headers })
      t.equal(response.statusCode, 401)
      t.equal(response.headers['www-authenticate'], CHALLENGE)
      t.match(response.json(), { error: 'unauthorized', error_description: String })
      t.strictSame(Object.keys(response.json()).length, 2)
    }
  }
})

t.test('who passes is the uid, and the header is gone from the request', async t => {
  const { app } = await authenticationApp(t)
  const response = await app.inject({ url: '/mcp', headers: basic('carol.login', 'carol-demo-password') })
  t.match(response.json(), { user: 'u-1f3a', loginName: 'carol.login', ip: '127.0.0.1' })
  t.equal(response.json().headers.authorization, undefined)
  t.notMatch(response.body, /Basic /)
})

t.test('BA-2: what cannot be read has its own code', async t => {
  const { app } = await authenticationApp(t)
  const response = await app.inject({ url: '/mcp', headers: { authorization: 'Basic ***' } })
  t.match(response, { statusCode: 401, headers: { 'www-authenticate': CHALLENGE } })
  t.match(response.json(), { error: 'invalid_credentials_format' })
})

t.test('BA-5, GAP-48: only 401 carries a challenge; outage and throttling carry the time to wait', async t => {
  const { app, sandbox } = await authenticationApp(t)
  sandbox.failNext({ path: /cloud\/user/, status: 500, count: 1 })
  const down = await app.inject({ url: '/mcp', headers: ALICE })
  t.match(down, { statusCode: 503, headers: { 'retry-after': /^[1-9]\d*$/, 'www-authenticate': undefined } })
  t.match(down.json(), { error: 'upstream_unavailable' })
  sandbox.failNext({ path: /cloud\/user/, status: 429, body: '{}', count: 1 })
  const throttled = await app.inject({ url: '/mcp', headers: ALICE })
  t.match(throttled, { statusCode: 429, headers: { 'retry-after': '60', 'www-authenticate': undefined } })
  t.match(throttled.json(), { error: 'too_many_requests' })
})

t.test('GAP-28: a header bomb is 431 and 8 KiB of Basic is 401, both without Nextcloud', async t => {
  const { app, sandbox } = await authenticationApp(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  sandbox.clearCalls()
  const bomb = await fetch(`${url}/mcp`, { headers: { authorization: `Basic ${'A'.repeat(1024 * 1024)}` } }).catch(
    () => undefined,
  )
  t.ok(bomb === undefined || bomb.status === 431)
  const large = await fetch(`${url}/mcp`, { headers: { authorization: `Basic ${'A'.repeat(8192)}` } })
  t.equal(large.status, 401)
  t.notOk(sandbox.calls.some(call => call.authorization === 'basic'))
})

t.test('GAP-35: X-Forwarded-For counts only from a trusted proxy', async t => {
  const spoofed = { ...ALICE, 'x-forwarded-for': '198.51.100.7' }
  const open = await authenticationApp(t, { FORWARDED_ALLOW_IPS: '10.0.0.1' })
  t.equal((await open.app.inject({ url: '/mcp', headers: spoofed })).json().ip, '127.0.0.1')
  const proxied = await authenticationApp(t, { FORWARDED_ALLOW_IPS: '127.0.0.1' })
  t.equal((await proxied.app.inject({ url: '/mcp', headers: spoofed })).json().ip, '198.51.100.7')
})

t.test('GAP-29: not even at trace level is a credential logged', async t => {
  const { app, lines } = await authenticationApp(t)
  await app.inject({ url: '/mcp', headers: ALICE })
  await app.inject({ url: '/mcp', headers: basic('alice', 'wrong-but-secret') })
  const log = lines.join('')
  for (const secret of ['alice-demo-password', ALICE.authorization.slice(6, 30), 'wrong-but-secret'])
    t.notOk(log.includes(secret))
})
