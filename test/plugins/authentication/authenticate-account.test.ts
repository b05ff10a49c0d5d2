import t from 'tap'
import { manualPorts } from '../../helpers/manual-ports.js'
import { singleUserServer, STATIC_TOKEN } from '../../helpers/single-user-server.js'

const WITH_TOKEN = { MCP_STATIC_TOKEN: STATIC_TOKEN, HOST: '0.0.0.0' }
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

t.test('BA-13: with a static token every method without it is 401 with a challenge', async t => {
  const { app } = await singleUserServer(t, { env: WITH_TOKEN })
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    const response = await app.inject({ method, url: '/mcp' })
    t.match(response, { statusCode: 401, headers: { 'www-authenticate': 'Bearer realm="Nextcloud MCP"' } }, method)
    t.match(response.json(), { error: 'unauthorized', error_description: /MCP_STATIC_TOKEN/ })
  }
})

t.test('the token opens the door; anything near it does not', async t => {
  const { ask } = await singleUserServer(t, { env: WITH_TOKEN })
  t.equal((await ask('tools/list', {}, bearer(STATIC_TOKEN))).statusCode, 200)
  const basic = { authorization: `Basic ${Buffer.from('carol.login:carol-demo-password').toString('base64')}` }
  for (const near of [bearer(`${STATIC_TOKEN}0`), bearer(STATIC_TOKEN.slice(1)), bearer(STATIC_TOKEN.toUpperCase())]) {
    const response = await ask('tools/list', {}, near)
    t.match(response, { statusCode: 401, headers: { 'www-authenticate': /error="invalid_token"/ } })
    t.match(response.json(), { error: 'invalid_token' })
  }
  t.equal((await ask('tools/list', {}, basic)).statusCode, 401, 'the account’s own password is no token')
})

t.test('a token in the address is refused without being looked at', async t => {
  const { app } = await singleUserServer(t, { env: WITH_TOKEN })
  const response = await app.inject({ method: 'POST', url: `/mcp?access_token=${STATIC_TOKEN}` })
  t.equal(response.statusCode, 400)
  t.notMatch(response.body, STATIC_TOKEN)
})

t.test('five wrong tokens in five minutes make an address wait, and no other address', async t => {
  const ports = manualPorts()
  const env = { ...WITH_TOKEN, FORWARDED_ALLOW_IPS: '127.0.0.1' }
  const { ask } = await singleUserServer(t, { env, ports })
  const from = (ip: string, token: string) =>
    ask('tools/list', {}, { ...bearer(token), 'x-forwarded-for': ip }).then(response => response.statusCode)
  for (let guess = 0; guess < 5; guess += 1) t.equal(await from('203.0.113.7', `wrong-${guess}`), 401)
  t.equal(await from('203.0.113.7', STATIC_TOKEN), 429, 'the right one too: otherwise guessing would go on')
  t.equal(await from('203.0.113.8', STATIC_TOKEN), 200)
  t.equal(await from('203.0.113.8', 'wrong'), 401)
  ports.advance(5 * 60_000)
  t.equal(await from('203.0.113.7', STATIC_TOKEN), 200)
})

t.test('an address that had the right token is not locked out by a few wrong ones', async t => {
  const { ask } = await singleUserServer(t, { env: WITH_TOKEN })
  await ask('tools/list', {}, bearer(STATIC_TOKEN))
  for (let guess = 0; guess < 20; guess += 1) await ask('tools/list', {}, bearer(`wrong-${guess}`))
  t.equal((await ask('tools/list', {}, bearer(STATIC_TOKEN))).statusCode, 200)
})

t.test('without a token, on loopback, what a client sends as credentials does not matter', async t => {
  const { ask } = await singleUserServer(t)
  t.equal((await ask('tools/list')).statusCode, 200)
  t.equal((await ask('tools/list', {}, bearer('whatever'))).statusCode, 200)
})
