import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'

const registration = (nextcloudId: number, presetId: string | null = 'notes_sync') => ({
  nextcloudId,
  presetId,
  event: 'OCP\\Files\\Events\\Node\\NodeWrittenEvent',
  filter: '{}',
  uri: 'http://mcp.example/webhooks/nextcloud',
  secretHash: `hash-${nextcloudId}`,
  createdBy: 'admin',
  createdAt: 100,
})

t.test('a registration is found by its secret, its preset and among all', async t => {
  const { storage } = await openTestStorage(t)
  for (const row of [registration(3), registration(1), registration(2, null)]) await storage.webhooks.add(row)
  t.strictSame(await storage.webhooks.bySecretHash('hash-3'), registration(3))
  t.equal(await storage.webhooks.bySecretHash('hash-9'), undefined)
  t.strictSame(
    (await storage.webhooks.byPreset('notes_sync')).map(row => row.nextcloudId),
    [1, 3],
  )
  t.strictSame(
    (await storage.webhooks.all()).map(row => row.nextcloudId),
    [1, 2, 3],
  )
})

t.test('an id that Nextcloud gives again belongs to its new registration', async t => {
  const { storage } = await openTestStorage(t)
  await storage.webhooks.add(registration(1))
  await storage.webhooks.add({ ...registration(1, null), secretHash: 'new' })
  t.equal(await storage.webhooks.bySecretHash('hash-1'), undefined)
  t.match(await storage.webhooks.all(), [{ secretHash: 'new', presetId: null }])
})

t.test('a removed registration is gone, and removing it again says so', async t => {
  const { storage } = await openTestStorage(t)
  await storage.webhooks.add(registration(1))
  t.equal(await storage.webhooks.remove(1), true)
  t.equal(await storage.webhooks.remove(1), false)
})
