import t, { type Test } from 'tap'
import { accessGauges } from '../../../plugins/metrics/access-gauges.js'
import { keepAliveAt } from '../../../src/auth/broker/keep-alive-at.js'
import type { Config } from '../../../src/config/config.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { openTestStorage, testKey } from '../../helpers/open-test-storage.js'
import { saveGrant } from '../../helpers/save-grant.js'
import { testConfig } from '../../helpers/test-config.js'

const ISSUER = 'https://cloud.example.com'

async function world(t: Test, env: Record<string, string> = {}) {
  const ports = manualPorts()
  const opened = await openTestStorage(t, { now: ports.now })
  const config: Config = testConfig(env)
  const save = (userId: string) => saveGrant({ ...opened, ports }, { issuer: ISSUER, userId, clientId: 'c1' })
  const read = async (name: string, vault = opened.vault) => {
    const gauge = accessGauges({ ...opened, vault, config, ports }).find(one => one.name === name)!
    return gauge.read()
  }
  return { ...opened, ports, config, save, read }
}

t.test('grants are counted by state, without a word about whose they are', async t => {
  const { storage, ports, save, read } = await world(t)
  for (const userId of ['alice', 'bob', 'carol']) await save(userId)
  await storage.grants.markReauthRequired(ISSUER, 'bob', 'invalid_grant', ports.now() / 1000)
  t.strictSame(await read('mcp_grants'), [
    { value: 2, labels: { status: 'active' } },
    { value: 1, labels: { status: 'reauth_required' } },
    { value: 0, labels: { status: 'revoked' } },
  ])
})

t.test('STO-6: secrets whose key is not configured are counted by table', async t => {
  const { save, read } = await world(t)
  await save('alice')
  const rows = async (vault?: ReturnType<typeof openVault>) =>
    (await read('mcp_undecryptable_rows', vault)).find(({ labels }) => labels?.table === 'refresh_tokens')?.value
  t.equal(await rows(), 0)
  t.equal(await rows(openVault([testKey()])), 1)
})

t.test('events that wait are counted', async t => {
  const { storage, read } = await world(t)
  t.strictSame(await read('mcp_webhook_queue_size'), [{ value: 0 }])
  const event = { dedupeKey: 'k', event: 'e', userId: 'alice', payload: '{}', occurredAt: 1, receivedAt: 1 }
  await storage.events.add(event, 10)
  t.strictSame(await read('mcp_webhook_queue_size'), [{ value: 1 }])
})

t.test('the next keep-alive is that of the grant that comes first, and absent without one', async t => {
  const { storage, vault, ports, save, read } = await world(t)
  await save('forever')
  t.strictSame(await read('mcp_next_keep_alive_timestamp_seconds'), [])
  const now = Math.floor(ports.now() / 1000)
  const times: number[] = []
  for (const [userId, lifetime] of [
    ['late', 3600],
    ['early', 900],
  ] as const) {
    const { version, keyId, ciphertext } = await save(userId)
    const sealed = { ciphertext: ciphertext!, keyId: keyId! }
    await storage.grants.rotate(
      ISSUER,
      userId,
      version,
      { sealed, refreshExpiresAt: now + lifetime, accessExpiresAt: null },
      now,
    )
    times.push(keepAliveAt((await storage.grants.find(ISSUER, userId))!)!)
  }
  t.ok(vault.keyIds.length)
  t.strictSame(await read('mcp_next_keep_alive_timestamp_seconds'), [{ value: Math.min(...times) }])
})

t.test('nothing is kept alive, and nothing announced, while background access is off', async t => {
  const { config, storage, vault, ports } = await world(t)
  const features = { ...config.features, offlineAccess: false }
  const gauges = accessGauges({ storage, vault, ports, config: { ...config, features } })
  t.strictSame(await gauges.find(({ name }) => name.startsWith('mcp_next'))!.read(), [])
})

t.test('a server that stores nothing has none of these', async t => {
  const { vault, config, ports } = await world(t)
  t.strictSame(accessGauges({ storage: undefined, vault, config, ports }), [])
})
