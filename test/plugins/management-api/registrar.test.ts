import t from 'tap'
import { asUser } from '../../../plugins/management-api/as-user.js'
import { registrarOf } from '../../../plugins/management-api/registrar.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('registrations name the base that Nextcloud uses for us, when it differs from the public one', async t => {
  const server = await startHybridServer(t, { env: { WEBHOOK_INTERNAL_URL: 'http://mcp:8000' } })
  await server.provision('admin')
  const event = 'OCP\\Files\\Events\\Node\\NodeCreatedEvent'
  const listener = await asUser(server.app)('admin', ({ webhooks }) =>
    registrarOf(server.app).register({ userId: 'admin', webhooks }, { event, filter: {} }),
  )
  t.equal(listener.uri, 'http://mcp:8000/webhooks/nextcloud')
})
