import t, { type Test } from 'tap'
import type { Sandbox } from '../../../src/sandbox/sandbox.js'
import { startReceiver, type Received } from '../../helpers/start-receiver.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { loadArea, type Exchange } from './exchange.js'
import { NOT_IMITATED } from './not-imitated.js'

const notImitated = NOT_IMITATED['webhooks'] ?? {}
const EVENTS = 'OCP\\Files\\Events\\Node\\'
const CLASSES = ['Created', 'Written', 'Deleted', 'Renamed', 'Copied', 'Touched'].flatMap(name => [
  `Node${name}Event`,
  `BeforeNode${name}Event`,
])
/** Recorded without a request; the claims below are theirs. */
const OBSERVATIONS = ['at-once', 'summary', 'failure', 'cron', 'user-filter-only', 'after-delete']

const basic = (uid: string) => `Basic ${Buffer.from(`${uid}:${uid}-demo-password`).toString('base64')}`

function asker(sandbox: Sandbox) {
  return (uid: string, method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
    fetch(sandbox.url + path, {
      method,
      headers: { authorization: basic(uid), 'ocs-apirequest': 'true', accept: 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    })
}

type Ask = ReturnType<typeof asker>

const JSON_TYPE = { 'content-type': 'application/json' }
const HOOKS = '/ocs/v2.php/apps/webhook_listeners/api/v1/webhooks'

async function register(ask: Ask, uri: string, event: string, more: object = {}): Promise<number> {
  const body = JSON.stringify({ httpMethod: 'POST', uri, event: EVENTS + event, ...more })
  const answer = await ask('admin', 'POST', HOOKS, body, JSON_TYPE)
  const { ocs }: { ocs: { data: { id: number } } } = JSON.parse(await answer.text())
  return ocs.data.id
}

const DAV = '/remote.php/dav/files/alice/ContractHooks'
const NOTES = '/index.php/apps/notes/api/v1/notes'
const TOUCH =
  '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><d:lastmodified>1700000000</d:lastmodified></d:prop></d:set></d:propertyupdate>'

/** What was done to make the recorded deliveries, by the word in their ids. */
const actions = (ask: Ask, noteId: { value: number }): Record<string, () => Promise<unknown>> => ({
  'file-create': () => ask('alice', 'PUT', `${DAV}/hook.txt`, 'one'),
  'file-write': () => ask('alice', 'PUT', `${DAV}/hook.txt`, 'two'),
  'file-read': () => ask('alice', 'GET', `${DAV}/hook.txt`),
  'file-touch': () => ask('alice', 'PROPPATCH', `${DAV}/hook.txt`, TOUCH),
  'folder-create': () => ask('alice', 'MKCOL', `${DAV}/sub`),
  'file-copy': () => ask('alice', 'COPY', `${DAV}/hook.txt`, undefined, { destination: `${DAV}/copied.txt` }),
  'file-move': () => ask('alice', 'MOVE', `${DAV}/copied.txt`, undefined, { destination: `${DAV}/sub/moved.txt` }),
  'note-create': async () => {
    const body = JSON.stringify({ title: 'Hook note', content: 'first' })
    const note: { id: number } = JSON.parse(await (await ask('alice', 'POST', NOTES, body, JSON_TYPE)).text())
    noteId.value = note.id
  },
  'note-update': () => ask('alice', 'PUT', `${NOTES}/${noteId.value}`, '{"content":"second"}', JSON_TYPE),
  'note-delete': () => ask('alice', 'DELETE', `${NOTES}/${noteId.value}`),
  'file-delete': () => ask('alice', 'DELETE', `${DAV}/hook.txt`),
  'folder-delete': () => ask('alice', 'DELETE', `${DAV}/sub`),
  'as-bob': () => ask('bob', 'PUT', '/remote.php/dav/files/bob/ContractHookBob.txt', 'b'),
})

/** A delivery as one line: ids and times are there or not, everything else is literal. */
function lineOf(method: string, path: string, headers: Record<string, unknown>, body: unknown): string {
  const names = ['content-type', 'user-agent', 'accept-encoding', 'x-custom']
  const shown = names.map(name => `${name}=${headers[name] ?? '-'}`).join(' ')
  const text = JSON.stringify(body)
    .replace(/"id":\d+/g, '"id":0')
    .replace(/"time":\d+/g, '"time":0')
  return `${method} ${path} ${shown} ${text}`
}

const recordedLine = ({ request }: Exchange) =>
  lineOf(request?.method ?? '', request?.path ?? '', request?.headers ?? {}, request?.body)
const receivedLine = ({ method, path, headers, body }: Received) => lineOf(method, path, headers, JSON.parse(body))

async function registerAll(ask: Ask, url: string): Promise<void> {
  for (const name of [...CLASSES, 'BeforeNodeReadEvent']) await register(ask, `${url}/hook/${name}`, name)
  const secret = {
    authMethod: 'header',
    authData: { Authorization: 'Bearer webhook-secret' },
    headers: { 'X-Custom': 'yes' },
  }
  await register(ask, `${url}/with-auth`, 'NodeCreatedEvent', secret)
  const notes = { eventFilter: { 'event.node.path': '/^\\/.*\\/files\\/Notes\\//' } }
  await register(ask, `${url}/filter-notes`, 'NodeWrittenEvent', notes)
  await register(ask, `${url}/filter-user-bob`, 'NodeCreatedEvent', { userIdFilter: 'bob' })
  await register(ask, `${url}/filter-mongo-bob`, 'NodeCreatedEvent', { eventFilter: { 'user.uid': { $in: ['bob'] } } })
}

t.test('every recorded delivery of file events is sent, with its body and headers, and nothing else', async t => {
  let now = Date.parse('2026-11-23T05:00:00Z')
  const sandbox = await startTestSandbox(t, { now: () => now })
  const receiver = await startReceiver(t)
  const ask = asker(sandbox)
  await ask('alice', 'MKCOL', DAV)
  await ask('alice', 'MKCOL', '/remote.php/dav/files/alice/Notes')
  await registerAll(ask, receiver.url)
  const recorded = loadArea('webhooks').filter(({ id }) => id.startsWith('delivery.') && !(id in notImitated))
  const seen = new Set(OBSERVATIONS.map(name => `delivery.${name}`))
  for (const [action, act] of Object.entries(actions(ask, { value: 0 }))) {
    now += 5000
    await act()
    await sandbox.runJobs()
    const expected = recorded.filter(({ id }) => id.startsWith(`delivery.${action}.`))
    expected.forEach(({ id }) => seen.add(id))
    t.strictSame(receiver.take().map(receivedLine).sort(), expected.map(recordedLine).sort(), action)
  }
  t.strictSame(
    recorded.filter(({ id }) => !seen.has(id)),
    [],
    'no recorded delivery is left over',
  )
})

async function withOneHook(t: Test, more: object = {}) {
  const sandbox = await startTestSandbox(t)
  const receiver = await startReceiver(t)
  const ask = asker(sandbox)
  const id = await register(ask, receiver.url, 'NodeCreatedEvent', more)
  const write = (name: string) => ask('alice', 'PUT', `/remote.php/dav/files/alice/${name}`, 'x')
  return { sandbox, receiver, ask, id, write }
}

t.test('a delivery waits for the background job, and leaves once, whatever the receiver says', async t => {
  const { sandbox, receiver, write } = await withOneHook(t)
  receiver.answerWith(500)
  await write('a.txt')
  t.equal(receiver.take().length, 0)
  t.equal(await sandbox.runJobs(), 1)
  t.equal(await sandbox.runJobs(), 0)
  t.equal(receiver.take().length, 1)
})

t.test('what was queued for a webhook that is gone is not sent', async t => {
  const { sandbox, receiver, ask, id, write } = await withOneHook(t)
  await write('a.txt')
  await ask('admin', 'DELETE', `${HOOKS}/${id}`)
  t.equal(await sandbox.runJobs(), 0)
  t.equal(receiver.take().length, 0)
})

t.test('a class with user filters alone does not fire for Basic', async t => {
  const { sandbox, write } = await withOneHook(t, { userIdFilter: 'alice' })
  await write('a.txt')
  t.equal(await sandbox.runJobs(), 0)
})

t.test('the header of header authentication is sent', async t => {
  const { sandbox, receiver, write } = await withOneHook(t, {
    authMethod: 'header',
    authData: { Authorization: 'Bearer webhook-secret' },
  })
  await write('a.txt')
  await sandbox.runJobs()
  t.match(receiver.take(), [{ headers: { authorization: 'Bearer webhook-secret', 'content-type': undefined } }])
})
