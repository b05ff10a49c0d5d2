import t from 'tap'
import { asUser } from '../../../plugins/management-api/as-user.js'
import { NotProvisioned, ReauthRequired } from '../../../src/errors/access-errors.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('work runs as the person whose access is stored', async t => {
  const server = await startHybridServer(t)
  await server.provision('alice')
  const user = await asUser(server.app)('alice', client => client.users.current())
  t.equal(user.id, 'alice')
})

t.test('nothing is done for a person who left nothing', async t => {
  const server = await startHybridServer(t)
  server.sandbox.clearCalls()
  await t.rejects(
    asUser(server.app)('bob', async () => t.fail('must not run')),
    new NotProvisioned('Background access was not authorised.'),
  )
  t.strictSame(server.sandbox.calls, [])
})

t.test(
  'a token that died early is renewed once and the work done; a person turned away twice must authorise again',
  async t => {
    const server = await startHybridServer(t)
    await server.provision('alice')
    await server.app.oauth!.broker.getAccessToken('alice')
    server.sandbox.failNext({ path: /cloud\/user$/, status: 401, body: '{"message":""}', count: 1 })
    t.match(await asUser(server.app)('alice', client => client.users.current()), { id: 'alice' })
    server.sandbox.failNext({ path: /cloud\/user$/, status: 401, body: '{"message":""}', count: 2 })
    const error = await asUser(server.app)('alice', client => client.users.current()).catch((error: unknown) => error)
    t.ok(error instanceof ReauthRequired, String(error))
  },
)
