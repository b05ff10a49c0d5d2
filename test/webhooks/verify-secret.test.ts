import t from 'tap'
import { Secret } from '../../src/lib/secret.js'
import { sha256 } from '../../src/lib/sha256.js'
import { verifySecret } from '../../src/webhooks/verify-secret.js'
import { openTestStorage } from '../helpers/open-test-storage.js'

const row = {
  nextcloudId: 7,
  presetId: null,
  event: 'OCP\\Files\\Events\\Node\\NodeCreatedEvent',
  filter: '{}',
  uri: 'http://127.0.0.1:8000/webhooks/nextcloud',
  createdBy: 'admin',
  createdAt: 1,
}
const SHARED = new Secret('shared-secret-of-thirty-two-chars!')

t.test('GAP-23: the secret of a registration is taken until the registration is gone', async t => {
  const { storage } = await openTestStorage(t)
  await storage.webhooks.add({ ...row, secretHash: sha256('its-own-secret') })
  t.equal(await verifySecret('Bearer its-own-secret', storage.webhooks, undefined), true)
  t.equal(await verifySecret('bearer its-own-secret', storage.webhooks, undefined), true, 'the scheme has no case')
  await storage.webhooks.remove(7)
  t.equal(await verifySecret('Bearer its-own-secret', storage.webhooks, undefined), false)
})

t.test('GAP-23: missing, wrong, overlong and differently framed secrets are refused', async t => {
  const { storage } = await openTestStorage(t)
  await storage.webhooks.add({ ...row, secretHash: sha256('its-own-secret') })
  const bad = [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer other',
    'Basic its-own-secret',
    'Bearer its-own-secret x',
    `Bearer ${'x'.repeat(600)}`,
  ]
  for (const header of bad) t.equal(await verifySecret(header, storage.webhooks, SHARED), false, String(header))
})

t.test('WEBHOOK_SECRET is one more, when it is set', async t => {
  const { storage } = await openTestStorage(t)
  t.equal(await verifySecret(`Bearer ${SHARED.reveal()}`, storage.webhooks, SHARED), true)
  t.equal(await verifySecret(`Bearer ${SHARED.reveal()}`, storage.webhooks, undefined), false)
})
