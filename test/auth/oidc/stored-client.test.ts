import t from 'tap'
import { keepClient, openClient, openRegistrationToken } from '../../../src/auth/oidc/stored-client.js'
import { Secret } from '../../../src/lib/secret.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { oidcDeps } from '../../helpers/oidc-deps.js'
import { testKey } from '../../helpers/open-test-storage.js'
import { providerOf } from '../../helpers/provider-of.js'
import { recordMetrics } from '../../helpers/record-metrics.js'

const provider = providerOf('http://nc.example')
const client = {
  clientId: 'id',
  secret: new Secret('the-secret'),
  registrationToken: new Secret('the-token'),
  registrationUri: 'http://nc.example/register/id',
  expiresAt: 1_800_000_000,
}

t.test('a registration survives in the database, its secrets sealed', async t => {
  const deps = await oidcDeps(t, 'http://127.0.0.1:9')
  await keepClient(deps, provider, client, 'print')
  const row = await deps.storage.clients.find('http://nc.example')
  t.match(row, {
    clientId: 'id',
    fingerprint: 'print',
    expiresAt: 1_800_000_000,
    registrationUri: 'http://nc.example/register/id',
  })
  t.notMatch(row?.sealedSecret.ciphertext.toString('latin1'), /the-secret/)
  t.equal(openClient(deps, row!)?.secret.reveal(), 'the-secret')
  t.equal(openRegistrationToken(deps, row!)?.reveal(), 'the-token')
})

t.test('the two secrets cannot stand in for each other', async t => {
  const deps = await oidcDeps(t, 'http://127.0.0.1:9')
  await keepClient(deps, provider, client, 'print')
  const row = (await deps.storage.clients.find('http://nc.example'))!
  t.equal(openClient(deps, { ...row, sealedSecret: row.sealedRegistrationToken! }), undefined)
  t.equal(openClient(deps, { ...row, clientId: 'other' }), undefined)
})

t.test('without its key a stored client is no client; without a token there is none', async t => {
  const deps = await oidcDeps(t, 'http://127.0.0.1:9')
  await keepClient(deps, provider, { ...client, registrationToken: null }, 'print')
  const row = (await deps.storage.clients.find('http://nc.example'))!
  const { metrics, counts } = recordMetrics()
  t.equal(openClient({ ...deps, metrics, vault: openVault([testKey()]) }, row), undefined)
  t.strictSame(counts, [['decryptionFailed', 'client-secret']], 'STO-6')
  t.equal(openRegistrationToken(deps, row), undefined)
})
