import t from 'tap'
import { startHybridServer } from '../../helpers/hybrid-server.js'
import { createBrowser } from '../../helpers/browser.js'
import { START, startLoginServer } from './login-server.js'

t.test('switched off, or in a mode that stores nothing, there is nothing', async t => {
  const off = await startHybridServer(t, { env: { ENABLE_LOGIN_FLOW: 'false' } })
  const basic = await startHybridServer(t, {
    env: { ENABLE_OFFLINE_ACCESS: undefined, TOKEN_ENCRYPTION_KEY: undefined },
  })
  for (const { app } of [off, basic])
    for (const url of [START, `${START}-status`]) t.equal((await app.inject(url)).statusCode, 404)
})

t.test('what a person left serves the tools of that person, until it is revoked here and at Nextcloud', async t => {
  const server = await startLoginServer(t)
  const { accessPort } = await import('../../../plugins/mcp/access-port.js')
  const access = accessPort(server.app, 'alice')!
  await server.grant(await server.begin(createBrowser()), 'alice')
  await server.rounds()
  t.match(await access.status(), { provisioned: true, method: 'app_password', needsReauthorization: false })
  const { password } = (await server.stored('alice'))!
  t.match(await access.revoke(), { hadGrant: false, hadAppPassword: true, appPasswordDeleted: true })
  t.match(await access.status(), { provisioned: false, method: null })
  const { authorization } = server.basic('alice', password)
  const headers = { authorization, 'ocs-apirequest': 'true' }
  t.equal((await fetch(`${server.sandbox.url}/ocs/v2.php/cloud/user`, { headers })).status, 401)
})

t.test('GAP-25: one that was deleted at Nextcloud is sent once, then the person is asked again', async t => {
  const server = await startLoginServer(t)
  const { asUser } = await import('../../../plugins/management-api/as-user.js')
  await server.grant(await server.begin(createBrowser()), 'alice')
  await server.rounds()
  const { password } = (await server.stored('alice'))!
  const { authorization } = server.basic('alice', password)
  const headers = { authorization, 'ocs-apirequest': 'true' }
  await fetch(`${server.sandbox.url}/ocs/v2.php/core/apppassword`, { method: 'DELETE', headers })
  server.sandbox.clearCalls()
  const work = () => asUser(server.app)('alice', client => client.users.current())
  for (let count = 0; count < 5; count += 1) await t.rejects(work(), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.equal(server.sandbox.calls.filter(call => call.status === 401).length, 1)
  t.match(await server.stored('alice'), { rejectedAt: Number })
})
