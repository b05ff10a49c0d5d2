import t from 'tap'
import { openLogin } from '../../../src/nextcloud/login-flow/open-login.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { startServer } from '../../helpers/start-server.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const at = (baseUrl: string, publicUrl = baseUrl) => ({ baseUrl, publicUrl, clientName: 'Our name', now: Date.now })

t.test('a login begins anonymously, under our name', async t => {
  const sandbox = await startTestSandbox(t)
  const { http } = testHttpClient(t)
  const { pollToken, loginUrl } = await openLogin(http, at(sandbox.url))
  t.match(pollToken.reveal(), /^[A-Za-z0-9]{128}$/)
  t.match(loginUrl, /\/index\.php\/login\/v2\/flow\/[A-Za-z0-9]{128}$/)
  t.match(sandbox.calls[0], { method: 'POST', authorization: 'none', headers: { 'user-agent': 'Our name' } })
})

t.test('the browser is sent to the public address', async t => {
  const sandbox = await startTestSandbox(t, { basePath: '/cloud' })
  const { http } = testHttpClient(t)
  const { loginUrl } = await openLogin(http, at(sandbox.url, 'https://cloud.example.com'))
  t.match(loginUrl, /^https:\/\/cloud\.example\.com\/index\.php\/login\/v2\/flow\//)
})

t.test('an outage, and answers that mean nothing, are outages', async t => {
  const bodies = ['<html>', '{}', '{"poll":{"token":"x"},"login":"https://evil.example/"}', '[]']
  const server = await startServer(t, (_request, response, count) => {
    if (count === 1) return void response.writeHead(503).end()
    response.writeHead(200, { 'content-type': 'application/json' }).end(bodies[(count - 2) % bodies.length])
  })
  const { http } = testHttpClient(t)
  for (const what of ['503', ...bodies])
    await t.rejects(openLogin(http, at(server.url)), { code: 'NCMCP_NEXTCLOUD_UNAVAILABLE' }, what)
})
