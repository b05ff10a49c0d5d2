import { createServer } from 'node:http'
import t from 'tap'
import { freePort } from '../../helpers/free-port.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import { pinoLines } from '../../helpers/pino-lines.js'

/** Everything between quotes in the exposition: values of labels. */
const labelsIn = (text: string) => [...text.matchAll(/="([^"]*)"/g)].map(([, value = '']) => value)

t.test('a run of everything is counted, and no label holds a person, a secret, a query or a raw path', async t => {
  const port = await freePort()
  const env = { METRICS_ENABLED: 'true', METRICS_PORT: String(port) }
  const { url, basic, bearer, provision, app } = await startHybridServer(t, { env })
  await provision('alice')
  const session = '/api/v1/users/alice/session'
  await fetch(`${url}${session}`, { headers: await bearer('alice') })
  await fetch(`${url}${session}?code=s3cret-code`, { headers: { authorization: 'Bearer not.a.token' } })
  await fetch(`${url}/mcp`, { method: 'POST', headers: basic('alice') })
  await fetch(`${url}/mcp`, { method: 'POST', headers: basic('alice', 'wrong-password') })
  await fetch(`${url}/api/v1/status`)
  await fetch(`${url}/alice/made-up?x=s3cret-code`)
  await app.oauth!.broker.getAccessToken('alice')
  const { client } = await app.oauth!.oidc.session()
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  for (const line of [
    /^mcp_http_requests_total\{method="GET",endpoint="\/api\/v1\/users\/:userId\/session",status_code="200"\} 1$/m,
    /^mcp_http_requests_total\{method="GET",endpoint="\(none\)",status_code="404"\} 1$/m,
    /^mcp_oauth_token_validations_total\{surface="management",method="jwt",result="valid"\} 1$/m,
    /^mcp_basic_validations_total\{result="valid"\} 1$/m,
    /^mcp_basic_validations_total\{result="unauthorized"\} 1$/m,
    /^mcp_grant_refreshes_total\{result="ok"\} 1$/m,
    /^mcp_nextcloud_api_requests_total\{app="oidc",method="POST",status_code="200"\} \d+$/m,
    /^mcp_grants\{status="active"\} 1$/m,
    /^mcp_oidc_state\{state="ready"\} 1$/m,
    /^mcp_dependency_health\{dependency="database"\} 1$/m,
    /^mcp_http_requests_in_progress 0$/m,
  ])
    t.match(text, line)
  for (const value of labelsIn(text)) {
    t.notMatch(value, /alice|s3cret|wrong-password|made-up|127\.0\.0\.1|[?@]/, value)
    t.not(value, client.id)
  }
})

t.test(
  'strangers can make no series: paths, names, tokens, tools, agents and methods of their own add none',
  async t => {
    const port = await freePort()
    const { url, basic } = await startHybridServer(t, { env: { METRICS_ENABLED: 'true', METRICS_PORT: String(port) } })
    const strangers = async (word: string) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: word, method: word, params: { name: word } })
      const headers = { 'user-agent': word, 'mcp-session-id': word, 'x-request-id': word, 'content-type': `a/${word}` }
      const authorizations = [
        `Basic ${Buffer.from(`${word}:x`).toString('base64')}`,
        `Bearer ${word}`,
        `Bearer ${word}.b.c`,
      ]
      await fetch(`${url}/${word}`)
      await fetch(`${url}/api/v1/users/${word}/session`, { headers: { authorization: `Bearer ${word}` } })
      await fetch(`${url}/oauth/callback?state=${word}&code=${word}`, { redirect: 'manual' })
      for (const authorization of authorizations)
        await fetch(`${url}/mcp`, { method: 'POST', body, headers: { ...headers, authorization } })
      await fetch(`${url}/mcp`, { method: 'POST', body, headers: { ...headers, ...basic('alice') } })
    }
    const series = async () => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      return text.split('\n').flatMap(line => /^mcp_[^ ]+/.exec(line)?.[0] ?? [])
    }
    // Until every limit has answered once, the one for tokens at the last.
    for (let count = 0; count < 40; count += 1) await strangers(`first${count}`)
    const before = await series()
    for (let count = 0; count < 30; count += 1) await strangers(`word${count}`)
    t.strictSame(await series(), before)
    t.ok(before.length > 20)
  },
)

t.test('the public port has no metrics', async t => {
  const port = await freePort()
  const { url } = await startHybridServer(t, { env: { METRICS_ENABLED: 'true', METRICS_PORT: String(port) } })
  t.equal((await fetch(`${url}/metrics`)).status, 404)
})

t.test('a port that is taken costs the metrics and not the server', async t => {
  const taken = createServer()
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
  t.teardown(() => void taken.close())
  const { port } = taken.address() as { port: number }
  const { logger, lines } = pinoLines()
  const env = { METRICS_ENABLED: 'true', METRICS_PORT: String(port) }
  const { url } = await startHybridServer(t, { env, overrides: () => ({ logger }) })
  t.equal((await fetch(`${url}/health/live`)).status, 200)
  t.match(lines.join(''), `no metrics: 127.0.0.1 port ${port} cannot be listened on (EADDRINUSE)`)
  t.notMatch(lines.join(''), /redacted/)
})

t.test('metrics that are switched off open no port', async t => {
  const port = await freePort()
  await startHybridServer(t, { env: { METRICS_ENABLED: 'false', METRICS_PORT: String(port) } })
  await t.rejects(fetch(`http://127.0.0.1:${port}/metrics`))
})

t.test('they end with the server', async t => {
  const port = await freePort()
  const { app } = await startHybridServer(t, { env: { METRICS_ENABLED: 'true', METRICS_PORT: String(port) } })
  t.equal((await fetch(`http://127.0.0.1:${port}/metrics`)).status, 200)
  await app.close()
  await t.rejects(fetch(`http://127.0.0.1:${port}/metrics`))
})
