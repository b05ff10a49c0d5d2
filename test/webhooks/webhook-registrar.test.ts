import t, { type Test } from 'tap'
import { silentLog } from '../../src/lib/log.js'
import { systemPorts } from '../../src/lib/ports.js'
import { Secret } from '../../src/lib/secret.js'
import { sha256 } from '../../src/lib/sha256.js'
import { connectNextcloud } from '../../src/nextcloud/connect-nextcloud.js'
import { createWebhookRegistrar } from '../../src/webhooks/webhook-registrar.js'
import { openTestStorage } from '../helpers/open-test-storage.js'
import { startTestSandbox } from '../helpers/start-sandbox.js'
import { testHttpClient } from '../helpers/test-http-client.js'

const CREATED = { event: 'OCP\\Files\\Events\\Node\\NodeCreatedEvent', filter: {} }
const WRITTEN = { event: 'OCP\\Files\\Events\\Node\\NodeWrittenEvent', filter: {} }
const UNKNOWN = { event: 'OCP\\Nothing\\NoEvent', filter: {} }
const preset = (...events: (typeof CREATED)[]) => ({ id: 'p', name: 'P', description: '', app: 'files', events })
const uri = 'http://127.0.0.1:8000/webhooks/nextcloud'

async function world(t: Test) {
  const sandbox = await startTestSandbox(t)
  const { storage } = await openTestStorage(t)
  const admin = sandbox.users.find(user => user.admin)!
  const credential = { kind: 'basic' as const, loginName: admin.loginName, password: new Secret(admin.password) }
  const client = connectNextcloud(testHttpClient(t).http, { baseUrl: sandbox.url, userId: admin.uid, credential })
  const registrar = createWebhookRegistrar({ registrations: storage.webhooks, ports: systemPorts, uri, log: silentLog })
  return { storage, registrar, by: { userId: admin.uid, webhooks: client.webhooks } }
}

t.test(
  'all of a preset or nothing: a refusal in the middle leaves Nextcloud and the database as they were',
  async t => {
    const { storage, registrar, by } = await world(t)
    await t.rejects(registrar.enable(by, preset(CREATED, WRITTEN, UNKNOWN)), { code: 'NCMCP_INVALID_REQUEST' })
    t.strictSame(await by.webhooks.list(), [])
    t.strictSame(await storage.webhooks.all(), [])
  },
)

t.test('what stood before a failed attempt still stands after it', async t => {
  const { storage, registrar, by } = await world(t)
  const before = await registrar.register(by, CREATED)
  await t.rejects(registrar.enable(by, preset(CREATED, UNKNOWN)))
  t.strictSame(
    (await by.webhooks.list()).map(({ id }) => id),
    [before.id],
  )
  t.equal((await storage.webhooks.all()).length, 1)
})

t.test('each registration has a secret of its own, kept as a hash only', async t => {
  const { storage, registrar, by } = await world(t)
  await registrar.enable(by, preset(CREATED, WRITTEN))
  const hashes = (await storage.webhooks.all()).map(row => row.secretHash)
  t.equal(new Set(hashes).size, 2)
  for (const hash of hashes) t.equal(hash.length, sha256('').length)
})

t.test('listeners of other systems for the same events are left alone', async t => {
  const { registrar, by } = await world(t)
  const foreign = {
    uri: 'https://other.example/hook',
    event: CREATED.event,
    eventFilter: {},
    headers: {},
    authHeaders: {},
  }
  const { id } = await by.webhooks.create(foreign)
  await registrar.enable(by, preset(CREATED))
  t.equal(await registrar.disable(by, preset(CREATED)), 1)
  t.strictSame(
    (await by.webhooks.list()).map(listener => listener.id),
    [id],
  )
})
