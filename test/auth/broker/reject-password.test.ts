import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { brokerState } from '../../../src/auth/broker/broker-state.js'
import { rejectPassword } from '../../../src/auth/broker/reject-password.js'
import { StorageFailed } from '../../../src/errors/storage-errors.js'
import { Secret } from '../../../src/lib/secret.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { recordLog } from '../../helpers/record-log.js'
import { fakeWorld } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0]) {
  const whole = await fakeWorld(test)
  const { deps, storage, vault } = whole
  const sealed = vault.seal(new Secret('stored'), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 100)
  const state = brokerState(deps)
  const reject = async (password: string, over = deps) => {
    rejectPassword(over, state, 'alice', { kind: 'basic', loginName: 'alice', password: new Secret(password) })
    await setImmediate()
    return (await storage.appPasswords.find('alice'))?.rejectedAt
  }
  return { ...whole, state, reject }
}

t.test('the stored password is marked once, and it is recorded', async t => {
  const { reject, audited, seconds } = await world(t)
  t.equal(await reject('stored'), seconds())
  await reject('stored')
  t.match(audited, [{ event: 'app_password.rejected', userId: 'alice' }])
  t.equal(audited.length, 1)
})

t.test('a late refusal of the one before does its successor no harm', async t => {
  const { reject, audited, state } = await world(t)
  t.equal(await reject('the one before'), null)
  t.strictSame(audited, [])
  t.equal(state.refused.has('alice', new Secret('stored')), false)
})

t.test('a database that cannot be written is logged, and this process remembers', async t => {
  const { reject, deps, state } = await world(t)
  const log = recordLog()
  const broken = { ...deps.storage.appPasswords, markRejected: () => Promise.reject(new StorageFailed('full')) }
  await reject('stored', { ...deps, log, storage: { ...deps.storage, appPasswords: broken } })
  t.match(log.lines.join(), /a refused app password was not marked/)
  t.equal(state.refused.has('alice', new Secret('stored')), true)
})
