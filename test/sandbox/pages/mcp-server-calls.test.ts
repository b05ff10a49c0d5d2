import t from 'tap'
import { mcpServerCalls } from '../../../src/sandbox/pages/mcp-server-calls.js'
import { startServer } from '../../helpers/start-server.js'

const answering = (t: Parameters<typeof startServer>[0], status: number, body: string) =>
  startServer(
    t,
    (_request, response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(body),
  )

t.test('each failure has words of its own, none of them the server’s', async t => {
  for (const status of [401, 403, 404, 428, 500, 503]) {
    const { url } = await answering(t, status, '{"message":"secret text"}')
    const result = await mcpServerCalls(url).presets('token')
    t.match(result, { problem: new RegExp(String(status)) })
    t.notMatch(result, { problem: /secret text/ })
  }
})

t.test('an answer of another shape is a problem, not a crash', async t => {
  for (const body of ['{}', '[]', 'null', 'not json']) {
    const { url } = await answering(t, 200, body)
    t.match(await mcpServerCalls(url).presets('token'), { problem: /unexpected|does not answer/ })
  }
})

t.test('a redirect is not followed with the token', async t => {
  const target = await answering(t, 200, '{"presets":[]}')
  const server = await startServer(
    t,
    (_request, response) => void response.writeHead(302, { location: target.url }).end(),
  )
  t.match(await mcpServerCalls(server.url).presets('token'), { problem: /does not answer/ })
  t.equal(target.received.length, 0)
})
