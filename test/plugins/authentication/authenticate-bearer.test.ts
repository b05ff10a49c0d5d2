import t from 'tap'

import { authenticationApp, basic, bearer } from '../../helpers/authentication-app.js'

async function ready(...options: Parameters<typeof authenticationApp>) {
  const setup = await authenticationApp(...options)
  await setup.app.ready()
  await setup.app.oauth?.oidc.start()
  return setup
}

t.test('a token that Nextcloud made for us passes, and the header is gone', async t => {
  const { app, accessToken } = await ready(t)
  const response = await app.inject({ url: '/api', headers: bearer(await accessToken('u-1f3a')) })
  t.match(response.json(), { user: 'u-1f3a' })
  t.notMatch(response.body, /authorization|bearer/i)
})

t.test('RT-32: no token is 401 with a bare challenge, a bad one says so', async t => {
  const { app, accessToken } = await ready(t)
  const challengeOf = async (headers: Record<string, string>) => {
    const response = await app.inject({ url: '/api', headers })
    t.equal(response.statusCode, 401)
    t.strictSame(Object.keys(response.json()), ['error', 'message'])
    return response.headers['www-authenticate']
  }
  t.equal(await challengeOf({}), 'Bearer')
  t.equal(await challengeOf(basic('alice', 'alice-demo-password')), 'Bearer')
  t.equal(await challengeOf(bearer('nosuchtoken')), 'Bearer error="invalid_token"')
  t.equal(
    await challengeOf(bearer(await accessToken('alice', 'https://elsewhere.example'))),
    'Bearer error="invalid_token"',
  )
  t.equal(await challengeOf({ authorization: 'Bearer a, Bearer b' }), 'Bearer error="invalid_token"')
})

t.test('GAP-49: a token in the address or in the body is 400, even beside a good one', async t => {
  const { app, accessToken } = await ready(t)
  const token = await accessToken('alice')
  t.equal((await app.inject({ url: `/api?access_token=${token}` })).statusCode, 400)
  t.equal((await app.inject({ url: `/api?access_token=${token}`, headers: bearer(token) })).statusCode, 400)
  const inBody = await app.inject({
    method: 'POST',
    url: '/api',
    headers: bearer(token),
    payload: { access_token: token },
  })
  t.equal(inBody.statusCode, 400)
  t.equal((await app.inject({ method: 'POST', url: '/api', headers: bearer(token), payload: {} })).statusCode, 200)
})

t.test('GAP-48: Nextcloud down is 503, and the token still works afterwards', async t => {
  const { app, sandbox, accessToken } = await ready(t)
  const token = await accessToken('alice')
  sandbox.failNext({ path: /userinfo/, status: 503, count: 1 })
  const down = await app.inject({ url: '/api', headers: bearer(token) })
  t.match(down, { statusCode: 503, headers: { 'retry-after': /^[1-9]\d*$/, 'www-authenticate': undefined } })
  t.equal((await app.inject({ url: '/api', headers: bearer(token) })).statusCode, 200)
})

t.test('RT-1: while the provider is not known every token is 503, never 401', async t => {
  const { app, accessToken } = await authenticationApp(t, {}, { dynamicRegistration: false })
  await app.ready()
  await app.oauth?.oidc.start()
  const response = await app.inject({ url: '/api', headers: bearer(await accessToken('alice')) })
  t.match(response, { statusCode: 503, headers: { 'retry-after': /^[1-9]\d*$/ } })
})

t.test('without background access there is nothing that could judge a token', async t => {
  const { app } = await authenticationApp(t, {
    ENABLE_OFFLINE_ACCESS: undefined,
    TOKEN_ENCRYPTION_KEY: undefined,
    TOKEN_STORAGE_DB: undefined,
  })
  t.equal(app.oauth, undefined)
  t.equal((await app.inject({ url: '/api', headers: bearer('abc') })).statusCode, 503)
})

t.test('GAP-29: not even at trace level is a token logged', async t => {
  const { app, lines, accessToken } = await ready(t)
  const token = await accessToken('alice')
  await app.inject({ url: '/api', headers: bearer(token) })
  await app.inject({ url: '/api', headers: bearer('opaque-token-of-somebody') })
  await app.inject({ url: '/api?access_token=token-in-the-address' })
  const log = lines.join('')
  for (const secret of [token, 'opaque-token-of-somebody', 'token-in-the-address']) t.notOk(log.includes(secret))
})
