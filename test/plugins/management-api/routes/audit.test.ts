import t from 'tap'
import { startHybridServer } from '../../../helpers/hybrid-server.js'

t.test('a person reads its own lines, newest first, page by page', async t => {
  const server = await startHybridServer(t)
  const { audit } = server.app
  for (const n of [1, 2, 3]) audit.record(`test.${n}`, 'ok', { userId: 'alice' })
  audit.record('test.other', 'ok', { userId: 'bob' })
  const headers = await server.bearer('alice')
  const first = (await server.app.inject({ url: '/api/v1/audit?limit=2', headers })).json()
  t.strictSame(
    first.entries.map((entry: { event: string }) => entry.event),
    ['test.3', 'test.2'],
  )
  const next = await server.app.inject({ url: `/api/v1/audit?limit=2&before_id=${first.next_before_id}`, headers })
  t.match(next.json().entries[0], { event: 'test.1', user_id: 'alice' })
})

t.test("everybody's lines are for administrators of Nextcloud", async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  await server.provision('alice')
  server.app.audit.record('test.bob', 'ok', { userId: 'bob' })
  const url = '/api/v1/audit?scope=all'
  t.equal((await server.app.inject({ url, headers: await server.bearer('alice') })).statusCode, 403)
  const all = await server.app.inject({ url, headers: await server.bearer('admin') })
  t.ok(all.json().entries.some((entry: { user_id: string }) => entry.user_id === 'bob'))
})

t.test('a limit out of range is 400', async t => {
  const server = await startHybridServer(t)
  const headers = await server.bearer('alice')
  for (const limit of ['0', '201', 'x']) {
    t.equal((await server.app.inject({ url: `/api/v1/audit?limit=${limit}`, headers })).statusCode, 400, limit)
  }
})
