import t from 'tap'
import { startHybridServer, type HybridServer } from '../../helpers/hybrid-server.js'

const SECRET = 'a-secret-of-more-than-thirty-two-characters'
const delivery = (path: string, name = 'NodeWrittenEvent') =>
  JSON.stringify({
    event: { node: { id: 987654321, path }, class: `OCP\\Files\\Events\\Node\\${name}` },
    user: { uid: 'admin', displayName: 'admin' },
    time: 1795411895,
  })
const post = async (server: HybridServer, payload: string, headers: Record<string, string> = {}) =>
  server.app.inject({
    method: 'POST',
    url: '/webhooks/nextcloud',
    headers: { authorization: `Bearer ${SECRET}`, ...headers },
    payload,
  })
const start = async (t: Parameters<typeof startHybridServer>[0]) =>
  startHybridServer(t, { env: { WEBHOOK_SECRET: SECRET } })

t.test('a delivery without a Content-Type is read, queued and acknowledged', async t => {
  const server = await start(t)
  const note = await post(server, delivery('/admin/files/Notes/webhook-ingress.md'))
  t.equal(note.statusCode, 200)
  t.strictSame(note.json(), { status: 'queued', doc_type: 'note', doc_id: '987654321', operation: 'index' })
  const file = await post(server, delivery('/admin/files/Documents/webhook-ingress.pdf'))
  t.match(file.json(), { status: 'queued', doc_type: 'file' })
  t.equal(await server.app.storage!.events.count(), 2)
})

t.test('duplicates and events that are not ours change nothing and are no error', async t => {
  const server = await start(t)
  for (const round of [1, 2, 3])
    t.equal((await post(server, delivery('/admin/files/Notes/a.md'))).statusCode, 200, `${round}`)
  t.match((await post(server, delivery('/admin/files/Photos/holiday.jpg'))).json(), { status: 'ignored' })
  t.match((await post(server, '{"user":null}')).json(), { status: 'ignored' })
  t.equal(await server.app.storage!.events.count(), 1)
})

t.test('what is no JSON is 400', async t => {
  const server = await start(t)
  t.strictSame((await post(server, '{"event":')).json(), { status: 'error', message: 'invalid JSON' })
})

t.test('a real delivery of the sandbox arrives, with the secret of its own registration', async t => {
  const server = await start(t)
  await server.provision('admin')
  const url = '/api/v1/webhooks/presets/notes_sync/enable'
  await server.app.inject({ method: 'POST', url, headers: await server.bearer('admin') })
  const note = { title: 'Hook', content: 'x' }
  await fetch(`${server.sandbox.url}/index.php/apps/notes/api/v1/notes`, {
    method: 'POST',
    headers: { ...server.basic('alice'), 'ocs-apirequest': 'true', 'content-type': 'application/json' },
    body: JSON.stringify(note),
  })
  t.equal(await server.app.storage!.events.count(), 0, 'nothing before a background job ran')
  t.ok((await server.sandbox.runJobs()) >= 2)
  const [event] = await server.app.storage!.events.oldest(5)
  t.match(event, { userId: 'alice', event: /Node(Created|Written)Event$/ })
})
