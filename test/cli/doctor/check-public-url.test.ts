import t, { type Test } from 'tap'
import { checkPublicUrl } from '../../../src/cli/doctor/check-public-url.js'
import { startServer } from '../../helpers/start-server.js'
import { testConfig } from '../../helpers/test-config.js'
import { clientFor } from './client-for.js'

const check = (t: Test, env: Record<string, string>) => {
  const config = testConfig(env)
  return checkPublicUrl(config, clientFor(t, config))
}
const NOWHERE = 'http://127.0.0.1:1'

t.test('our own answer at the public address passes', async t => {
  const { url, received } = await startServer(t, (_request, response) =>
    response.end('{"status":"alive","mode":"basic"}'),
  )
  t.match(await check(t, { NEXTCLOUD_MCP_SERVER_URL: url }), [
    { name: 'public-url', status: 'ok' },
    { name: 'reachable', status: 'ok' },
  ])
  t.equal(received[0]?.url, '/health/live')
})

t.test('what the running server warns of is told again', async t => {
  const answers: Record<string, object> = {
    '/health/live': { status: 'alive' },
    '/api/v1/status': { version: '1', oauth: { state: 'ready', warnings: ['Nextcloud refuses bearer tokens.'] } },
  }
  const { url } = await startServer(t, (request, response) => response.end(JSON.stringify(answers[request.url ?? ''])))
  const results = await check(t, { NEXTCLOUD_MCP_SERVER_URL: url })
  t.match(results, [
    {},
    { name: 'reachable', status: 'ok' },
    { name: 'running', status: 'warn', message: /refuses bearer/ },
  ])
  t.equal(results.length, 3)
})

for (const [what, body] of [
  ['no JSON', 'no'],
  ['another shape', '{"oauth":[]}'],
  ['no OAuth', '{"version":"1"}'],
] as const) {
  t.test(`a status with ${what} tells nothing`, async t => {
    const { url } = await startServer(t, (request, response) =>
      response.end(request.url === '/health/live' ? '{"status":"alive"}' : body),
    )
    t.equal((await check(t, { NEXTCLOUD_MCP_SERVER_URL: url })).length, 2)
  })
}

t.test('no answer, or somebody else, is a warning', async t => {
  t.match(await check(t, { NEXTCLOUD_MCP_SERVER_URL: NOWHERE }), [{}, { status: 'warn', message: /nothing answers/ }])
  const { url } = await startServer(t, (_request, response) => response.writeHead(404).end('no'))
  t.match(await check(t, { NEXTCLOUD_MCP_SERVER_URL: url }), [{}, { status: 'warn', message: /something else.*404/ }])
})

t.test('a loopback address beside a public Nextcloud is a warning', async t => {
  const env = { NEXTCLOUD_MCP_SERVER_URL: NOWHERE, NEXTCLOUD_PUBLIC_URL: 'https://cloud.example.com' }
  t.match(await check(t, env), [{ name: 'public-url', status: 'warn', fix: /NEXTCLOUD_MCP_SERVER_URL/ }])
})

t.test('plain http off this machine is a warning', async t => {
  const [first] = await check(t, { NEXTCLOUD_MCP_SERVER_URL: 'http://mcp.invalid.local' })
  t.match(first, { name: 'public-url', status: 'warn', message: /plain http/ })
})
