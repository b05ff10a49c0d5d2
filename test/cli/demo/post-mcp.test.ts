import t from 'tap'
import { postMcp } from '../../../src/cli/demo/post-mcp.js'
import { startServer } from '../../helpers/start-server.js'

t.test('status, challenge and body come as they are, and no header is made up', async t => {
  const { url, received } = await startServer(t, ({ headers }, response) => {
    if (headers.authorization === undefined) return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
    response.end('{}')
  })
  t.strictSame(await postMcp(url), { status: 401, challenge: 'Bearer', body: '' })
  t.strictSame(await postMcp(url, 'Bearer x', { method: 'ping' }), { status: 200, challenge: '', body: '{}' })
  t.match(received[1], { url: '/mcp', method: 'POST', headers: { authorization: 'Bearer x' } })
  t.strictSame(JSON.parse(received[1]!.body), { jsonrpc: '2.0', id: 1, method: 'ping' })
})
