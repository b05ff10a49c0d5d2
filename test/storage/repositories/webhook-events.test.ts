import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'

const event = (dedupeKey: string) => ({
  dedupeKey,
  event: 'E',
  userId: null,
  payload: '{}',
  occurredAt: 90,
  receivedAt: 100,
})

t.test('the same delivery twice is one row', async t => {
  const { storage } = await openTestStorage(t)
  t.equal(await storage.events.add(event('a'), 10), true)
  t.equal(await storage.events.add(event('a'), 10), false)
  t.equal(await storage.events.count(), 1)
})

t.test('a full queue refuses new events and still knows old ones', async t => {
  const { storage } = await openTestStorage(t)
  await storage.events.add(event('a'), 1)
  await t.rejects(storage.events.add(event('b'), 1), { code: 'NCMCP_STORAGE_FAILED', message: /full/ })
  t.equal(await storage.events.add(event('a'), 1), false)
  t.equal(await storage.events.count(), 1, 'the refused event left nothing behind')
})

t.test('events come in the order of arrival and leave when they are done', async t => {
  const { storage } = await openTestStorage(t)
  for (const key of ['a', 'b', 'c']) await storage.events.add(event(key), 10)
  const [first, second] = await storage.events.oldest(2)
  t.match([first, second], [{ dedupeKey: 'a' }, { dedupeKey: 'b' }])
  t.equal(await storage.events.remove([first!.id, second!.id, 999]), 2)
  t.match(await storage.events.oldest(9), [{ dedupeKey: 'c' }])
  t.equal(await storage.events.remove([]), 0)
})
