import t from 'tap'
import { Secret } from '../../../src/lib/secret.js'
import { openLogin } from '../../../src/nextcloud/login-flow/open-login.js'
import { pollLogin } from '../../../src/nextcloud/login-flow/poll-login.js'
import { createBrowser } from '../../helpers/browser.js'
import { grantLogin } from '../../helpers/grant-login.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { startServer } from '../../helpers/start-server.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

t.test('pending until the person grants, then the credential, once', async t => {
  const sandbox = await startTestSandbox(t)
  const { http } = testHttpClient(t)
  const login = await openLogin(http, {
    baseUrl: sandbox.url,
    publicUrl: sandbox.url,
    clientName: 'Our name',
    now: Date.now,
  })
  const poll = () => pollLogin(http, sandbox.url, login.pollToken, { now: Date.now })
  t.strictSame(await poll(), { kind: 'pending' })
  await grantLogin(createBrowser(), sandbox, login.loginUrl, 'alice')
  const granted = await poll()
  t.match(granted, { kind: 'granted', loginName: sandbox.users.find(({ uid }) => uid === 'alice')?.loginName })
  t.strictSame(await poll(), { kind: 'pending' }, 'it is given out once')
})

const world = async (test: Parameters<typeof startServer>[0], status: number, body: string) => {
  const server = await startServer(test, (_request, response) =>
    status === 0 ? void response.destroy() : void response.writeHead(status).end(body),
  )
  const { http } = testHttpClient(test)
  const poll = await pollLogin(http, server.url, new Secret('token'), { now: Date.now })
  return { poll, asked: server.received.length }
}

t.test('an answer that was lost on its way may have been the credential, and is not asked for again', async t => {
  const { poll, asked } = await world(t, 0, '')
  t.match(poll, { kind: 'unavailable', maybeLost: true })
  t.equal(asked, 1)
  t.match((await world(t, 200, '<html>')).poll, { kind: 'unavailable', maybeLost: true })
})

t.test('an answer that says no lost nothing', async t => {
  for (const [status, body] of [
    [503, ''],
    [429, ''],
    [500, ''],
    [404, '<html>a page of a proxy</html>'],
  ] as const)
    t.match((await world(t, status, body)).poll, { kind: 'unavailable', maybeLost: false }, String(status))
})

t.test('a Nextcloud that cannot be reached lost nothing', async t => {
  const { http } = testHttpClient(t)
  const poll = await pollLogin(http, 'http://127.0.0.1:9', new Secret('token'), { now: Date.now })
  t.match(poll, { kind: 'unavailable', maybeLost: false })
})
