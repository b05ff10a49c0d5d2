import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { ISSUER, testClient } from '../storage-fixtures.js'

t.test('a client is kept per issuer and replaced whole', async t => {
  const { storage, vault } = await openTestStorage(t)
  const first = testClient(vault)
  await storage.clients.save(first, 100)
  t.strictSame(await storage.clients.find(ISSUER), first)
  const second = testClient(vault, {
    clientId: 'c2',
    sealedRegistrationToken: null,
    registrationUri: null,
    expiresAt: null,
  })
  await storage.clients.save(second, 200)
  t.strictSame(await storage.clients.find(ISSUER), second)
  t.equal(await storage.clients.find('https://other.example'), undefined)
})

t.test('a removed client is gone', async t => {
  const { storage, vault } = await openTestStorage(t)
  await storage.clients.save(testClient(vault), 100)
  await storage.clients.remove(ISSUER)
  t.equal(await storage.clients.find(ISSUER), undefined)
})

t.test('a lock has one owner until it lapses or is given back', async t => {
  const { storage } = await openTestStorage(t)
  const { clients } = storage
  t.equal(await clients.acquireLock('register', 'a', 130, 100), true)
  t.equal(await clients.acquireLock('register', 'b', 130, 129), false)
  t.equal(await clients.acquireLock('other', 'b', 130, 129), true, 'another lock is free')
  await clients.releaseLock('register', 'b')
  t.equal(await clients.acquireLock('register', 'b', 150, 129), false, 'a stranger cannot give it back')
  t.equal(await clients.acquireLock('register', 'b', 150, 130), true, 'it lapsed')
  await clients.releaseLock('register', 'b')
  t.equal(await clients.acquireLock('register', 'c', 150, 131), true)
})
