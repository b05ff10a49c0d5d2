import t from 'tap'
import { startOAuthServer } from '../../helpers/oauth-server.js'

const SCOPE = 'scope="openid profile email files.read files.write notes.read notes.write"'

t.test('RT-8: every method without a token is led to the metadata, and with a bad one told so', async t => {
  const { app, url, basic } = await startOAuthServer(t)
  const way = `${SCOPE}, resource_metadata="${url}/.well-known/oauth-protected-resource/mcp"`
  for (const method of ['POST', 'GET', 'DELETE'] as const) {
    const ask = (headers: Record<string, string>) => app.inject({ method, url: '/mcp', headers })
    for (const headers of [{}, basic('alice'), { authorization: 'DPoP abc' }]) {
      const response = await ask(headers)
      t.equal(response.statusCode, 401)
      t.equal(response.headers['www-authenticate'], `Bearer ${way}`)
      t.match(response.json(), { error: 'unauthorized', error_description: String })
    }
    for (const value of ['Bearer nosuchtoken', 'Bearer a, Bearer b', 'Bearer', `Bearer ${'x'.repeat(20_000)}`]) {
      const response = await ask({ authorization: value })
      if (response.statusCode === 431) continue
      t.equal(response.statusCode, 401)
      t.equal(response.headers['www-authenticate'], `Bearer error="invalid_token", ${way}`)
      t.match(response.json(), { error: 'invalid_token' })
    }
  }
})

t.test('who passes is the person of the token, and the header is gone', async t => {
  const { token, callTool } = await startOAuthServer(t)
  const answer = await callTool(await token('u-1f3a'), 'nc_users_whoami')
  t.match(answer.body.result.structuredContent, { user_id: 'u-1f3a' })
})

t.test('an unauthenticated body is not even parsed', async t => {
  const { app } = await startOAuthServer(t)
  const headers = { 'content-type': 'application/json' }
  t.equal((await app.inject({ method: 'POST', url: '/mcp', headers, payload: '{' })).statusCode, 401)
})

t.test('VER-1: while nobody can judge a token it is 503 with a time to come back', async t => {
  const { app, token } = await startOAuthServer(t, { settings: { dynamicRegistration: false } })
  const headers = { authorization: `Bearer ${await token('alice')}` }
  const response = await app.inject({ method: 'POST', url: '/mcp', headers })
  t.match(response, { statusCode: 503, headers: { 'retry-after': /^[1-9]\d*$/, 'www-authenticate': undefined } })
})

t.test('GAP-49: a token in the address is 400, even beside a good one', async t => {
  const { app, token } = await startOAuthServer(t)
  const good = await token('alice')
  for (const headers of [{}, { authorization: `Bearer ${good}` }])
    t.equal((await app.inject({ method: 'POST', url: `/mcp?access_token=${good}`, headers })).statusCode, 400)
})
