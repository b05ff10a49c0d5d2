import { setImmediate } from 'node:timers/promises'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { createTokenBroker } from '../../../src/auth/broker/create-token-broker.js'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { Secret } from '../../../src/lib/secret.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { brokerWorld } from './broker-world.js'

t.test('a stored grant becomes an access token that Nextcloud takes', async t => {
  const { deps, provision, whoami, grant, ports, seconds } = await brokerWorld(t)
  await provision('alice')
  const access = await createTokenBroker(deps).getAccessToken('alice')
  t.equal(await whoami(access.token), 200)
  t.equal(access.expiresAt, seconds() + 900)
  t.match(await grant('alice'), {
    version: 2,
    status: 'active',
    refreshExpiresAt: seconds() + 900,
    lastRefreshAt: seconds(),
  })
  t.ok(ports)
})

t.test('the token is kept until shortly before its end', async t => {
  const { deps, provision, tokenPosts, ports } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  const first = await broker.getAccessToken('alice')
  ports.advance(800_000)
  t.equal((await broker.getAccessToken('alice')).token, first.token)
  t.equal(tokenPosts(), 1)
  ports.advance(45_000)
  t.not((await broker.getAccessToken('alice')).token, first.token, '55 s left are too few')
  t.equal(tokenPosts(), 2)
})

t.test('whoever asks at once shares one refresh', async t => {
  const { deps, provision, tokenPosts } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  const answers = await Promise.all(Array.from({ length: 20 }, () => broker.getAccessToken('alice')))
  t.equal(new Set(answers.map(({ token }) => token.reveal())).size, 1)
  t.equal(tokenPosts(), 1)
})

t.test('a person who never authorised is told so, even while the provider is away', async t => {
  const { deps, tokenPosts } = await brokerWorld(t)
  deps.oidc.outage = new TemporarilyUnavailable('down')
  await t.rejects(createTokenBroker(deps).getAccessToken('alice'), { code: 'NCMCP_NOT_PROVISIONED' })
  t.equal(tokenPosts(), 0)
})

t.test('a known access token serves while the provider is away', async t => {
  const { deps, provision } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  const { token } = await broker.getAccessToken('alice')
  deps.oidc.outage = new TemporarilyUnavailable('down')
  t.equal((await broker.getAccessToken('alice')).token, token)
  broker.rejected('alice')
  await t.rejects(broker.getAccessToken('alice'), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
})

t.test('a grant comes before an app password, an app password before nothing', async t => {
  const { deps, provision, storage, vault, sandbox, whoami } = await brokerWorld(t)
  const broker = createTokenBroker(deps)
  await t.rejects(broker.credentialFor('alice'), { code: 'NCMCP_NOT_PROVISIONED' })
  const sealed = vault.seal(
    new Secret(sandbox.createAppPassword('alice')),
    sealContexts['app-password']({ userId: 'alice' }),
  )
  await storage.appPasswords.save({ userId: 'alice', loginName: 'Alice', sealed, scopes: null }, 100)
  t.match(await broker.credentialFor('alice'), { kind: 'basic', loginName: 'Alice' })
  await provision('alice')
  const credential = await broker.credentialFor('alice')
  t.equal(credential.kind === 'bearer' && (await whoami(credential.token)), 200)
})

t.test('a grant that is over does not hide an app password', async t => {
  const { deps, provision, storage, vault, ports } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  ports.advance(3_600_000)
  await t.rejects(
    broker.credentialFor('alice'),
    { code: 'NCMCP_REAUTH_REQUIRED' },
    'it lapsed, and there is nothing else',
  )
  const sealed = vault.seal(new Secret('app-pw'), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 100)
  t.match(await broker.credentialFor('alice'), { kind: 'basic', loginName: 'alice' })
})

t.test('a provider that is gone does not hide an app password', async t => {
  const { deps, provision, storage, vault } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  deps.oidc.outage = new TemporarilyUnavailable('no such app')
  const sealed = vault.seal(new Secret('app-pw'), sealContexts['app-password']({ userId: 'alice' }))
  await t.rejects(broker.credentialFor('alice'), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' }, 'there is nothing else')
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed, scopes: null }, 100)
  t.match(await broker.credentialFor('alice'), { kind: 'basic', loginName: 'alice' })
  await storage.appPasswords.markRejected('alice', sealed, 200)
  await t.rejects(broker.credentialFor('alice'), { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' }, 'the grant may yet be good')
})

t.test('BRK-14: an app password that Nextcloud refused is not sent again until there is another', async t => {
  const { deps, storage, vault, audited } = await brokerWorld(t)
  const broker = createTokenBroker(deps)
  const seal = (password: string) => vault.seal(new Secret(password), sealContexts['app-password']({ userId: 'alice' }))
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed: seal('dead'), scopes: null }, 100)
  broker.rejected('alice', await broker.credentialFor('alice'))
  await t.rejects(broker.credentialFor('alice'), { code: 'NCMCP_REAUTH_REQUIRED' })
  await setImmediate()
  t.match(audited, [{ event: 'app_password.rejected', outcome: 'denied', userId: 'alice' }])
  await storage.appPasswords.save({ userId: 'alice', loginName: null, sealed: seal('alive'), scopes: null }, 300)
  t.match(await broker.credentialFor('alice'), { kind: 'basic' })
  t.match(await broker.endAppPassword('alice'), { had: true, deletedAtNextcloud: null })
  await t.rejects(broker.credentialFor('alice'), { code: 'NCMCP_NOT_PROVISIONED' })
})

t.test('after a revocation nothing leaves as the person any more', async t => {
  const { deps, provision, sandbox, storage, audited } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  const revoked: string[] = []
  broker.onRevoked(userId => revoked.push(userId))
  await broker.getAccessToken('alice')
  t.match(
    await broker.revoke('alice'),
    { hadGrant: true, remoteRevoked: null, hadAppPassword: false },
    "Nextcloud's app has no revocation endpoint",
  )
  sandbox.clearCalls()
  await t.rejects(broker.credentialFor('alice'), { code: 'NCMCP_NOT_PROVISIONED' })
  t.equal(sandbox.calls.length, 0)
  t.strictSame(revoked, ['alice'])
  t.strictSame(await storage.grants.ofUser('alice'), [])
  t.match(audited.at(-1), { event: 'token.revoked', outcome: 'ok', userId: 'alice' })
  t.match(await broker.revoke('alice'), { hadGrant: false, remoteRevoked: null }, 'and again')
})

t.test('a revocation waits for a refresh under way, and wins', async t => {
  const { deps, provision, storage } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  const refresh = broker.getAccessToken('alice')
  await broker.revoke('alice')
  await refresh
  t.strictSame(await storage.grants.ofUser('alice'), [])
  await t.rejects(broker.getAccessToken('alice'), { code: 'NCMCP_NOT_PROVISIONED' })
})

t.test('a new consent replaces what was remembered, and seeds it', async t => {
  const { deps, provision, tokenPosts, seconds } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  const replaced: string[] = []
  broker.onRevoked(userId => replaced.push(userId))
  await broker.getAccessToken('alice')
  await provision('alice')
  const seed = { token: new Secret('fresh'), expiresAt: seconds() + 900, scopes: ['openid'] }
  broker.provisioned('alice', seed)
  t.equal(await broker.getAccessToken('alice'), seed)
  t.equal(tokenPosts(), 1)
  t.strictSame(replaced, ['alice'])
})

t.test('a consent older than the administrator allows is gone', async t => {
  const { deps, provision, ports, storage, audited } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker({ ...deps, config: { ...deps.config, maxAgeSeconds: 600 } })
  await broker.getAccessToken('alice')
  ports.advance(890_000)
  await t.rejects(broker.getAccessToken('alice'), { code: 'NCMCP_NOT_PROVISIONED' })
  t.strictSame(await storage.grants.ofUser('alice'), [])
  t.match(audited.at(-1), { event: 'token.revoked', reason: 'max_age' })
})

t.test('no access or refresh token is on the disk', async t => {
  const { deps, provision, path, storage, vault } = await brokerWorld(t)
  const old = await provision('alice')
  const { token } = await createTokenBroker(deps).getAccessToken('alice')
  const young = await storage.grants.find(old.issuer, 'alice')
  const opened = [old, young!].map(row => vault.open(row.ciphertext!, sealContexts['refresh-token'](row)).reveal())
  const dump = ['', '-wal'].map(suffix => readFileSync(`${path}${suffix}`, 'latin1')).join('')
  t.ok(dump.includes('alice'), 'the row is in the dump')
  for (const secret of [...opened, token.reveal(), deps.oidc.client.secret.reveal()]) t.notOk(dump.includes(secret))
})

t.test('one user never gets the token of another, even when their rows were swapped', async t => {
  const { deps, provision, grant, storage, tokenPosts, audited } = await brokerWorld(t)
  const [alice, bob] = [await provision('alice'), await provision('bob')]
  const swapped = { ciphertext: bob.ciphertext!, keyId: bob.keyId! }
  await storage.grants.rotate(
    alice.issuer,
    'alice',
    1,
    { sealed: swapped, refreshExpiresAt: null, accessExpiresAt: null },
    100,
  )
  await t.rejects(createTokenBroker(deps).getAccessToken('alice'), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.equal(tokenPosts(), 0)
  t.match(
    await grant('alice'),
    { status: 'reauth_required', lastError: 'unreadable', ciphertext: bob.ciphertext },
    'kept for an operator',
  )
  t.match(audited.at(-1), { event: 'token.refresh.failed', reason: 'unreadable' })
})

t.test('stop waits for a refresh under way: the new token is written, and no lease stays behind', async t => {
  const { deps, provision, grant } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  void broker.getAccessToken('alice')
  await broker.stop()
  t.match(await grant('alice'), { version: 2, status: 'active' })
  const { issuer } = (await grant('alice'))!
  t.ok(await deps.storage.grants.acquireLease(issuer, 'alice', 'the next process', 2e9, 1e9))
})
