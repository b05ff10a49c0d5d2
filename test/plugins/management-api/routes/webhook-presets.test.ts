import t from 'tap'
import { startHybridServer, type HybridServer } from '../../../helpers/hybrid-server.js'

const act = async (server: HybridServer, path: string, uid = 'admin') =>
  server.app.inject({
    method: path === '' ? 'GET' : 'POST',
    url: `/api/v1/webhooks/presets${path}`,
    headers: await server.bearer(uid),
  })
const enabled = async (server: HybridServer) =>
  (await act(server, ''))
    .json()
    .presets.filter((preset: { enabled: boolean }) => preset.enabled)
    .map((preset: { id: string }) => preset.id)
const listeners = async (server: HybridServer): Promise<{ event: string }[]> =>
  (await server.app.inject({ url: '/api/v1/webhooks', headers: await server.bearer('admin') })).json().webhooks

t.test('a preset is on after enabling and off after disabling, and twice is as once', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  t.strictSame(await enabled(server), [])
  for (const round of [1, 2]) {
    t.equal((await act(server, '/notes_sync/enable')).statusCode, 200)
    t.equal((await listeners(server)).length, 3, `round ${round}`)
  }
  t.strictSame(await enabled(server), ['notes_sync'])
  t.match((await act(server, '/notes_sync/disable')).json(), { success: true, removed: 3 })
  t.strictSame(await enabled(server), [])
  t.match((await act(server, '/notes_sync/disable')).json(), { success: true, removed: 0 })
})

t.test('presets that share event classes do not touch each other', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  await act(server, '/notes_sync/enable')
  await act(server, '/files_sync/enable')
  await act(server, '/files_sync/disable')
  t.strictSame(await enabled(server), ['notes_sync'])
})

t.test('a listener of ours whose secret was lost is made anew', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  await act(server, '/notes_sync/enable')
  for (const row of await server.app.storage!.webhooks.all()) await server.app.storage!.webhooks.remove(row.nextcloudId)
  await act(server, '/notes_sync/enable')
  t.equal((await listeners(server)).length, 3)
  t.equal((await server.app.storage!.webhooks.all()).length, 3)
})

t.test('presets are for administrators, and an unknown one is 404 with the list of those that exist', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  await server.provision('alice')
  t.equal((await act(server, '', 'alice')).statusCode, 403)
  t.equal((await act(server, '/notes_sync/enable', 'alice')).statusCode, 403)
  const unknown = await act(server, '/no_sync/enable')
  t.equal(unknown.statusCode, 404)
  t.match(unknown.json().message, /notes_sync/)
})
