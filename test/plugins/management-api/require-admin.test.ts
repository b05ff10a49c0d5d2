import t from 'tap'
import { requireAdmin } from '../../../plugins/management-api/require-admin.js'
import { asUser } from '../../../plugins/management-api/as-user.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'

const asked = (server: Awaited<ReturnType<typeof startHybridServer>>) =>
  server.sandbox.calls.filter(call => call.path.endsWith('/groups')).length

t.test('RT-30: a yes of Nextcloud is kept for a minute and asked again after it', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  let now = 0
  const admin = requireAdmin(asUser(server.app), () => now)
  await admin('admin')
  await admin('admin')
  t.equal(asked(server), 1)
  now = 60_001
  await admin('admin')
  t.equal(asked(server), 2)
})

t.test('RT-30: a no is asked again each time, and a doubt is a no', async t => {
  const server = await startHybridServer(t)
  await server.provision('alice')
  const admin = requireAdmin(asUser(server.app), Date.now)
  for (const round of [1, 2]) await t.rejects(admin('alice'), { code: 'NCMCP_MANAGEMENT_REFUSED' }, `round ${round}`)
  t.equal(asked(server), 2)
  server.sandbox.failNext({ path: /groups$/, status: 500, count: 5 })
  await t.rejects(admin('alice'), { code: 'NCMCP_NEXTCLOUD_UNAVAILABLE' })
})
