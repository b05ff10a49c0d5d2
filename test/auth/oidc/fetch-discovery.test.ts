import t from 'tap'
import { fetchDiscovery } from '../../../src/auth/oidc/fetch-discovery.js'
import { NextcloudTimeout } from '../../../src/errors/nextcloud-errors.js'
import { startServer } from '../../helpers/start-server.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

t.test('a redirect to another origin is not followed, not even to the same host on another port', async t => {
  const elsewhere = await startServer(t, (_request, response) => response.end('{}'))
  const server = await startServer(t, (_request, response) =>
    response.writeHead(301, { location: elsewhere.url }).end(),
  )
  await t.rejects(fetchDiscovery(testHttpClient(t).http, server.url), { message: /another origin/, passing: false })
  t.equal(elsewhere.received.length, 0)
})

t.test('one attempt is one request, and it carries no credentials', async t => {
  const server = await startServer(t, (_request, response) => response.writeHead(503, { 'retry-after': '1' }).end())
  t.match(await fetchDiscovery(testHttpClient(t).http, server.url), { status: 503 })
  t.equal(server.received.length, 1)
  t.notOk(server.received[0]?.headers.authorization)
})

t.test('no answer in time is told apart from no connection', async t => {
  const http = { send: () => Promise.reject(new NextcloudTimeout('late')), close: async () => {} }
  await t.rejects(fetchDiscovery(http, 'http://127.0.0.1:9/'), { message: /did not answer in time/, passing: true })
  const broken = { send: () => Promise.reject(new RangeError('x')), close: async () => {} }
  await t.rejects(fetchDiscovery(broken, 'http://127.0.0.1:9/'), { message: /could not be made/ })
})
