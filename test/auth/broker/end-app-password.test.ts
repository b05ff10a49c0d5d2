import t from 'tap'
import { endAppPassword } from '../../../src/auth/broker/end-app-password.js'
import { Secret } from '../../../src/lib/secret.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { testKey } from '../../helpers/open-test-storage.js'
import { brokerWorld } from './broker-world.js'

async function world(test: Parameters<typeof brokerWorld>[0]) {
  const whole = await brokerWorld(test)
  const { sandbox, storage, vault, deps } = whole
  const password = sandbox.createAppPassword('alice')
  const { loginName } = sandbox.users.find(({ uid }) => uid === 'alice')!
  const sealed = vault.seal(new Secret(password), sealContexts['app-password']({ userId: 'alice' }))
  const save = (origin: 'handed_over' | 'login_flow') =>
    storage.appPasswords.save({ userId: 'alice', loginName, sealed, scopes: null, origin }, 100)
  const works = async () => {
    const credential = { kind: 'basic' as const, loginName, password: new Secret(password) }
    const url = `${sandbox.url}/ocs/v2.php/cloud/user?format=json`
    return (await deps.http.send({ method: 'GET', url, credential })).status === 200
  }
  const end = (over = deps) => endAppPassword(over, 'alice')
  const isStored = async () => (await storage.appPasswords.find('alice')) !== undefined
  return { ...whole, save, sealed, works, end, isStored }
}

t.test('one that the login flow made is deleted at Nextcloud too', async t => {
  const { save, end, works, isStored } = await world(t)
  await save('login_flow')
  t.strictSame(await end(), { had: true, deletedAtNextcloud: true })
  t.equal(await works(), false)
  t.equal(await isStored(), false)
  t.strictSame(await end(), { had: false, deletedAtNextcloud: null }, 'and again')
})

t.test('one that somebody handed over is forgotten, and is theirs to delete', async t => {
  const { save, end, works, isStored } = await world(t)
  await save('handed_over')
  t.strictSame(await end(), { had: true, deletedAtNextcloud: null })
  t.equal(await works(), true)
  t.equal(await isStored(), false)
})

t.test('a Nextcloud that is down does not keep it here, and the result says that it may live on', async t => {
  const { save, end, sandbox, isStored } = await world(t)
  await save('login_flow')
  sandbox.failNext({ path: /apppassword/, dropConnection: true })
  t.strictSame(await end(), { had: true, deletedAtNextcloud: false })
  t.equal(await isStored(), false)
})

t.test('one that Nextcloud refused is not sent once more', async t => {
  const { save, end, sandbox, storage, sealed } = await world(t)
  await save('login_flow')
  await storage.appPasswords.markRejected('alice', sealed, 200)
  sandbox.clearCalls()
  t.strictSame(await end(), { had: true, deletedAtNextcloud: null })
  t.equal(sandbox.calls.length, 0)
})

t.test('one whose key is lost is forgotten', async t => {
  const { save, end, deps, isStored } = await world(t)
  await save('login_flow')
  t.strictSame(await end({ ...deps, vault: openVault([testKey()]) }), { had: true, deletedAtNextcloud: false })
  t.equal(await isStored(), false)
})
