import t from 'tap'
import { openGrant } from '../../../src/auth/broker/open-grant.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { testKey } from '../../helpers/open-test-storage.js'
import { recordMetrics } from '../../helpers/record-metrics.js'
import { fakeWorld } from './broker-world.js'

t.test('the stored token is opened', async t => {
  const { deps, grant } = await fakeWorld(t)
  t.equal((await openGrant(deps, (await grant('alice'))!)).reveal(), 'rt-1')
})

t.test('a token whose key is missing is marked, reported with its key id, and kept', async t => {
  const { deps, grant, vault } = await fakeWorld(t)
  const reports: object[] = []
  const log = { ...deps.log, error: (fields: object) => void reports.push(fields) }
  const row = (await grant('alice'))!
  const { metrics, counts } = recordMetrics()
  const locked = { ...deps, log, metrics, vault: openVault([testKey()]) }
  await t.rejects(openGrant(locked, row), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.strictSame(counts, [['decryptionFailed', 'refresh-token']])
  t.match(reports, [{ userId: 'alice', keyId: vault.primaryKeyId }])
  t.match(await grant('alice'), { status: 'reauth_required', lastError: 'unreadable', ciphertext: row.ciphertext })
  t.equal((await openGrant(deps, (await grant('alice'))!)).reveal(), 'rt-1', 'the key came back')
})

t.test('a wiped grant has nothing to open', async t => {
  const { deps, grant } = await fakeWorld(t)
  await t.rejects(openGrant(deps, { ...(await grant('alice'))!, ciphertext: null }), { code: 'NCMCP_REAUTH_REQUIRED' })
})
