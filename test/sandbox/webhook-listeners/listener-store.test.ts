import t from 'tap'
import { createCore } from '../../../src/sandbox/create-core.js'
import { createListenerStore } from '../../../src/sandbox/webhook-listeners/listener-store.js'
import type { ListenerFields } from '../../../src/sandbox/webhook-listeners/listener-from-fields.js'
import { startReceiver } from '../../helpers/start-receiver.js'

const fields = (uri: string, more: Partial<ListenerFields> = {}): ListenerFields => ({
  httpMethod: 'POST',
  uri,
  event: 'OCP\\Files\\Events\\Node\\NodeCreatedEvent',
  eventFilter: [],
  userIdFilter: '',
  headers: null,
  authMethod: 'none',
  authHeaders: null,
  ...more,
})

t.test('the secret of a registration is shown encrypted and sent as it is', async t => {
  const receiver = await startReceiver(t)
  const core = createCore({})
  const store = createListenerStore(core)
  const secret = { authMethod: 'header', authHeaders: { authorization: 'Bearer s3cret' } } as const
  const listener = store.add(fields(receiver.url, secret), 'admin')
  t.notMatch(JSON.stringify(listener), 's3cret')
  core.files.write('alice', core.files.root('alice'), 'x', Buffer.alloc(0))
  t.equal(await store.runJobs(), 1)
  t.match(receiver.take(), [{ headers: { authorization: 'Bearer s3cret' } }])
})

t.test('an update replaces; of an unknown id nothing is kept', async t => {
  const store = createListenerStore(createCore({}))
  const { id } = store.add(fields('http://a/'), 'admin')
  t.match(store.update(id, fields('http://b/'), 'admin'), { id, uri: 'http://b/' })
  t.match(store.update(999, fields('http://c/'), 'admin'), { id: 999 })
  t.strictSame(
    store.list().map(({ uri }) => uri),
    ['http://b/'],
  )
  t.equal(store.get(999), undefined)
})

t.test('removing says whether there was anything', async t => {
  const store = createListenerStore(createCore({}))
  const { id } = store.add(fields('http://a/'), 'admin')
  t.equal(store.remove(id), true)
  t.equal(store.remove(id), false)
})

t.test('only what a filter lets through is delivered', async t => {
  const receiver = await startReceiver(t)
  const core = createCore({})
  const store = createListenerStore(core)
  store.add(fields(receiver.url, { eventFilter: { 'user.uid': 'bob' } }), 'admin')
  core.files.write('alice', core.files.root('alice'), 'x', Buffer.alloc(0))
  t.equal(await store.runJobs(), 0)
  core.files.write('bob', core.files.root('bob'), 'x', Buffer.alloc(0))
  t.equal(await store.runJobs(), 1)
})
