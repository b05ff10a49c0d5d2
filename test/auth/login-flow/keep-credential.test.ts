import t from 'tap'
import { keepCredential } from '../../../src/auth/login-flow/keep-credential.js'
import { Secret } from '../../../src/lib/secret.js'
import { loginWorld, works } from './login-world.js'

t.test('a new one replaces the one before, which is deleted at Nextcloud if it was ours', async t => {
  const { deps, sandbox, stored } = await loginWorld(t)
  const [first, second] = [sandbox.createAppPassword('alice'), sandbox.createAppPassword('alice')]
  await keepCredential(deps, 'alice', { loginName: 'alice', appPassword: new Secret(first) })
  await keepCredential(deps, 'alice', { loginName: 'alice', appPassword: new Secret(second) })
  t.match(await stored('alice'), { password: second, loginName: null })
  t.equal(await works(sandbox, deps, 'alice', first), false)
  t.equal(await works(sandbox, deps, 'alice', second), true)
})

t.test('one that somebody handed over lives on at Nextcloud', async t => {
  const { deps, sandbox, storage, vault, stored } = await loginWorld(t)
  const { sealContexts } = await import('../../../src/vault/seal-contexts.js')
  const [theirs, ours] = [sandbox.createAppPassword('alice'), sandbox.createAppPassword('alice')]
  const sealed = vault.seal(new Secret(theirs), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 1)
  await keepCredential(deps, 'alice', { loginName: 'alice@example.org', appPassword: new Secret(ours) })
  t.match(await stored('alice'), { password: ours, loginName: 'alice@example.org', origin: 'login_flow' })
  t.equal(await works(sandbox, deps, 'alice', theirs), true)
})

t.test('GAP-46: where there was no access, clients of other days under this user id end first', async t => {
  const { deps, sandbox, storage } = await loginWorld(t)
  const { consents } = storage.authorizationServer
  const consent = { userId: 'alice', clientId: 'c', redirectUri: 'https://a.example/cb', clientName: 'x', scopes: [] }
  for (const left of [0, 1]) {
    await consents.save({ ...consent, grantedAt: 1 })
    const appPassword = new Secret(sandbox.createAppPassword('alice'))
    await keepCredential(deps, 'alice', { loginName: 'alice', appPassword })
    t.equal((await consents.ofUser('alice')).length, left)
  }
})
