import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('GAP-21: after a revocation nothing is stored and nothing leaves as that person', async t => {
  const server = await startHybridServer(t)
  await server.provision('alice')
  await server.app.oauth!.broker.getAccessToken('alice')
  const headers = await server.bearer('alice')
  const first = await server.app.inject({ method: 'POST', url: '/api/v1/users/alice/revoke', headers })
  t.equal(first.statusCode, 200)
  t.strictSame(first.json(), {
    success: true,
    message: 'Background access revoked for alice',
    remote_revoked: null,
    app_password_deleted: null,
  })
  server.sandbox.clearCalls()
  const after = await server.app.inject({ url: '/api/v1/apps', headers: await server.bearer('alice') })
  t.equal(after.statusCode, 428)
  t.notOk(
    server.sandbox.calls.some(call => call.path.startsWith('/ocs')),
    'no call to an API of Nextcloud',
  )
})

t.test('RT-36: a revocation is idempotent, takes the app password too, and needs no body', async t => {
  const server = await startHybridServer(t)
  const password = server.sandbox.createAppPassword('alice')
  const url = '/api/v1/users/alice/app-password'
  await server.app.inject({ method: 'POST', url, headers: server.basic('alice', password) })
  t.ok(await server.app.storage!.appPasswords.find('alice'))
  for (const round of [1, 2]) {
    const headers = { ...(await server.bearer('alice')), 'content-length': '0' }
    const response = await server.app.inject({ method: 'POST', url: '/api/v1/users/alice/revoke', headers })
    t.equal(response.statusCode, 200, `round ${round}`)
  }
  t.equal(await server.app.storage!.appPasswords.find('alice'), undefined)
})
