import t from 'tap'
import { sweepExpired } from '../../src/storage/sweep-expired.js'
import { openTestStorage } from '../helpers/open-test-storage.js'
import { testFlow, testLogin } from './storage-fixtures.js'

t.test('flows and tickets whose time is over are deleted, others stay', async t => {
  const { storage, vault } = await openTestStorage(t)
  for (const expiresAt of [100, 200]) {
    await storage.flows.add(testFlow(vault, `flow-${expiresAt}`, { expiresAt }))
    await storage.tickets.add({ ticketHash: `ticket-${expiresAt}`, userId: 'alice', createdAt: 1, expiresAt })
  }
  for (const expiresAt of [100, 200])
    await storage.loginFlows.add(testLogin(vault, `login-${expiresAt}`, { expiresAt }))
  t.strictSame(await sweepExpired(storage, 150), { flows: 1, logins: 0, tickets: 1, authorizations: 0, clients: 0 })
  t.equal(await storage.flows.count(), 1)
  t.equal(await storage.tickets.countForUser('alice', 150), 1)
  t.match(await sweepExpired(storage, 700), { logins: 1 }, 'a login is shown for ten minutes more')
})
