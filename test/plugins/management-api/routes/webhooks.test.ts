import t from 'tap'
import { startHybridServer, type HybridServer } from '../../../helpers/hybrid-server.js'

const EVENT = 'OCP\\Files\\Events\\Node\\NodeCreatedEvent'
const FILTER = { 'event.node.path': '/^\\/.*\\/files\\/Notes\\//' }

const create = async (server: HybridServer, body: unknown, uid = 'admin') =>
  server.app.inject({
    method: 'POST',
    url: '/api/v1/webhooks',
    headers: await server.bearer(uid),
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })

t.test('GAP-22: the receiver is ours whatever the caller writes, and Nextcloud is given a secret', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  const response = await create(server, { event: `\\${EVENT}`, uri: 'https://evil.example/', event_filter: FILTER })
  t.equal(response.statusCode, 200)
  t.match(response.json().webhook, {
    id: Number,
    event: EVENT,
    uri: `${server.url}/webhooks/nextcloud`,
    eventFilter: FILTER,
    authMethod: 'header',
  })
  t.notOk('authData' in response.json().webhook)
})

t.test('section 5.4: both spellings of the filter are taken, camelCase wins, and an empty one is []', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  const both = await create(server, { event: EVENT, eventFilter: FILTER, event_filter: { 'user.uid': 'x' } })
  t.strictSame(both.json().webhook.eventFilter, FILTER)
  const empty = await create(server, { event: EVENT, event_filter: [] })
  t.strictSame(empty.json().webhook.eventFilter, [])
})

t.test('the list has integer ids and eventFilter, and the same wish twice is one registration', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  for (const round of [1, 2]) t.equal((await create(server, { event: EVENT })).statusCode, 200, `round ${round}`)
  const list = await server.app.inject({ url: '/api/v1/webhooks', headers: await server.bearer('admin') })
  t.equal(list.json().webhooks.length, 1)
  t.type(list.json().webhooks[0].id, 'number')
})

t.test('a body that is not what it should be is 400 with the reason', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  for (const [body, message] of [
    ['{"event":', 'Invalid JSON'],
    ['[]', 'Request body must be a JSON object'],
    ['', 'Request body must be a JSON object'],
    [{}, 'Missing required field: event'],
    [{ event: 'no class' }, 'Invalid event: must be a class name with its namespace'],
  ] as const) {
    const response = await create(server, body)
    t.strictSame([response.statusCode, response.json().message], [400, message])
  }
  const unknown = await create(server, { event: 'OCP\\Nothing\\NoEvent' })
  t.equal(unknown.statusCode, 400, 'a class that Nextcloud does not offer')
})

t.test('GAP-22: who is no administrator registers and removes nothing', async t => {
  const server = await startHybridServer(t)
  await server.provision('admin')
  await server.provision('alice')
  const made = (await create(server, { event: EVENT })).json().webhook
  t.equal((await create(server, { event: EVENT }, 'alice')).statusCode, 403)
  const remove = async (uid: string, id: unknown) =>
    server.app.inject({ method: 'DELETE', url: `/api/v1/webhooks/${id}`, headers: await server.bearer(uid) })
  t.equal((await remove('alice', made.id)).statusCode, 403)
  t.match((await remove('admin', made.id)).json(), { success: true, message: 'Webhook deleted' })
  t.equal((await remove('admin', made.id)).statusCode, 200, 'again, as Nextcloud answers')
  t.match((await remove('admin', 'seven')).json(), { error: 'Bad request', message: 'Invalid webhook_id' })
})
