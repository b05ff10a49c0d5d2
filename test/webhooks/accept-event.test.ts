import t from 'tap'
import { acceptEvent } from '../../src/webhooks/accept-event.js'
import { openTestStorage } from '../helpers/open-test-storage.js'

const delivery = (name: string) => ({
  event: { node: { id: 559, path: '/alice/files/Notes/Hook note.md' }, class: `OCP\\Files\\Events\\Node\\${name}` },
  user: { uid: 'alice', displayName: 'alice' },
  time: 1795411938,
})

t.test('the dozen deliveries of one new note are one row', async t => {
  const { storage } = await openTestStorage(t)
  for (const name of ['NodeWrittenEvent', 'NodeCreatedEvent', 'NodeWrittenEvent']) {
    t.match(await acceptEvent(storage.events, delivery(name), 1), { kind: 'queued', change: { docId: '559' } })
  }
  t.equal(await storage.events.count(), 1)
})

t.test('an event that concerns nothing we index leaves the queue as it is', async t => {
  const { storage } = await openTestStorage(t)
  t.strictSame(await acceptEvent(storage.events, delivery('BeforeNodeReadEvent'), 1), { kind: 'ignored' })
  t.equal(await storage.events.count(), 0)
})

t.test('the queue keeps what changed, not what it says: no path, no calendar text', async t => {
  const { storage } = await openTestStorage(t)
  await acceptEvent(storage.events, delivery('NodeWrittenEvent'), 1)
  const [row] = await storage.events.oldest(1)
  t.notMatch(row?.payload, /Hook note/)
})
