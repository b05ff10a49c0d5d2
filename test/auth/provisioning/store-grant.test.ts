import { readFileSync } from 'node:fs'
import t from 'tap'
import { createAudit } from '../../../src/auth/audit.js'
import { storeGrant } from '../../../src/auth/provisioning/store-grant.js'
import { silentLog } from '../../../src/lib/log.js'
import { Secret } from '../../../src/lib/secret.js'
import { flowOf } from '../../helpers/flow-of.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { provisioning } from '../../helpers/provisioning.js'

const tokens = {
  accessToken: new Secret('plain-access-token'),
  refreshToken: undefined,
  idToken: undefined,
  expiresIn: undefined,
  refreshExpiresIn: undefined,
  scope: undefined,
}

t.test('the file holds neither token, and without lifetimes none are made up', async t => {
  const { deps, seeded } = await provisioning(t)
  const { storage, path } = await openTestStorage(t)
  const audit = createAudit(storage.audit, silentLog, deps.ports.now)
  const consent = {
    flow: flowOf(),
    userId: 'alice',
    refreshToken: new Secret('plain-refresh-token'),
    tokens,
    scopes: null,
    now: 1_000,
  }
  await storeGrant({ ...deps, storage, audit }, consent)
  t.match(await storage.grants.find('http://nc.example', 'alice'), {
    refreshExpiresAt: null,
    accessExpiresAt: 1_060,
    scopes: null,
  })
  t.match(seeded, [['alice', { expiresAt: 1_060, scopes: [] }]])
  await storage.check()
  const bytes = Buffer.concat([path, `${path}-wal`].map(file => readFileSync(file))).toString('latin1')
  t.notMatch(bytes, /plain-(access|refresh)-token/)
  t.match(bytes, /alice/)
})

t.test('GAP-46: where there was no access, clients of other days under this user id end first', async t => {
  const { deps } = await provisioning(t)
  const { storage } = await openTestStorage(t)
  const { consents } = storage.authorizationServer
  const consent = { userId: 'alice', clientId: 'c', redirectUri: 'https://a.example/cb', clientName: 'x', scopes: [] }
  const grant = { flow: flowOf(), userId: 'alice', refreshToken: new Secret('rt'), tokens, scopes: null, now: 1_000 }
  for (const left of [0, 1]) {
    await consents.save({ ...consent, grantedAt: 1 })
    await storeGrant({ ...deps, storage }, grant)
    t.equal((await consents.ofUser('alice')).length, left)
  }
})
