import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { clientOf } from '../authorization-server-fixtures.js'

t.test('a registered client comes back as it was stored', async t => {
  const { clients } = (await openTestStorage(t)).storage.authorizationServer
  const client = clientOf({ authMethod: 'client_secret_post', secretHash: 'hash' })
  await clients.add(client)
  t.strictSame(await clients.find('client-1'), client)
  t.equal(await clients.find('client-2'), undefined)
  await t.rejects(clients.add(client), { code: 'NCMCP_STORAGE_FAILED' }, 'an id is given once')
})

t.test('clients that led nowhere, or are idle, are removed; those in use stay', async t => {
  const { clients } = (await openTestStorage(t)).storage.authorizationServer
  for (const [clientId, createdAt, usedAt] of [
    ['fresh', 900, null],
    ['unused', 100, null],
    ['idle', 100, 200],
    ['busy', 100, null],
  ] as const)
    await clients.add(clientOf({ clientId, createdAt, usedAt }))
  await clients.touch('busy', 950)
  await clients.touch('nobody', 950)
  t.equal(await clients.removeStale(500, 500), 2)
  t.equal(await clients.count(), 2)
  t.match(await clients.find('busy'), { usedAt: 950 })
  t.ok(await clients.find('fresh'))
})

t.test('where room is needed, the oldest that were never used go first', async t => {
  const { clients } = (await openTestStorage(t)).storage.authorizationServer
  for (const [clientId, createdAt, usedAt] of [
    ['used', 100, 150],
    ['second', 300, null],
    ['first', 200, null],
    ['third', 400, null],
    ['fresh', 900, null],
  ] as const)
    await clients.add(clientOf({ clientId, createdAt, usedAt }))
  t.equal(await clients.removeOldestUnused(900, 2), 2)
  for (const gone of ['first', 'second']) t.equal(await clients.find(gone), undefined)
  t.equal(await clients.removeOldestUnused(900, 2), 1)
  for (const kept of ['used', 'fresh']) t.ok(await clients.find(kept))
})
