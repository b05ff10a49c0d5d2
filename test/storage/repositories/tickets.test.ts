import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'

const ticket = (ticketHash: string, expiresAt = 700) => ({ ticketHash, userId: 'alice', createdAt: 100, expiresAt })

t.test('a ticket is taken once', async t => {
  const { storage } = await openTestStorage(t)
  await storage.tickets.add(ticket('a'))
  t.strictSame(await storage.tickets.take('a', 200), ticket('a'))
  t.equal(await storage.tickets.take('a', 200), undefined)
})

t.test('an expired ticket is worth nothing, and is gone when it was tried', async t => {
  const { storage } = await openTestStorage(t)
  await storage.tickets.add(ticket('a'))
  t.equal(await storage.tickets.take('a', 700), undefined)
  t.equal(await storage.tickets.removeExpired(700), 0)
})

t.test('only tickets that still work are counted', async t => {
  const { storage } = await openTestStorage(t)
  for (const [hash, end] of [
    ['a', 300],
    ['b', 700],
  ] as const)
    await storage.tickets.add(ticket(hash, end))
  t.equal(await storage.tickets.countForUser('alice', 200), 2)
  t.equal(await storage.tickets.countForUser('alice', 300), 1)
  t.equal(await storage.tickets.countForUser('bob', 200), 0)
  t.equal(await storage.tickets.removeExpired(300), 1)
})
