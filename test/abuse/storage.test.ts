import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.js'
import { rotateKeys } from '../../src/auth/key-rotation/rotate-keys.js'
import { loadConfig } from '../../src/config/load-config.js'
import { systemPorts } from '../../src/lib/ports.js'
import { openVault } from '../../src/vault/open-vault.js'
import { startFlow, startVictim, walkToCallback, type Victim } from './victim.js'

const fileOf = (t: Test) => join(t.testdir(), 'data', 'tokens.db')
const tokenPosts = ({ sandbox }: Victim) => sandbox.calls.filter(call => call.path.endsWith('/oidc/token')).length

/** Another process with the same configuration, as behind a load balancer. */
async function secondInstance(t: Test, victim: Victim) {
  const app = await buildApp(victim.app.config, { ports: systemPorts })
  t.teardown(() => app.close())
  await app.oauth!.oidc.start()
  return app
}

t.test('GAP-18: blobs that were swapped between two people open for neither', async t => {
  const path = fileOf(t)
  const victim = await startVictim(t, { env: { TOKEN_STORAGE_DB: path } })
  for (const uid of ['alice', 'bob']) await victim.provision(uid)
  const attacker = new Database(path)
  const blob = (uid: string) =>
    attacker.prepare('select ciphertext from refresh_tokens where user_id = ?').pluck().get(uid)
  const [ofAlice, ofBob] = [blob('alice'), blob('bob')]
  const put = attacker.prepare('update refresh_tokens set ciphertext = ? where user_id = ?')
  put.run(ofBob, 'alice')
  put.run(ofAlice, 'bob')
  victim.sandbox.clearCalls()
  for (const uid of ['alice', 'bob']) {
    victim.app.oauth!.broker.provisioned(uid)
    await t.rejects(victim.app.oauth!.broker.getAccessToken(uid), { code: 'NCMCP_REAUTH_REQUIRED' }, uid)
  }
  t.equal(tokenPosts(victim), 0, 'neither token was spent')
  t.ok(blob('alice'), 'and the rows stay for an operator to look at')
  attacker.close()
})

t.test('GAP-18: one flipped bit, a cut blob, a foreign purpose: all fail closed', async t => {
  const path = fileOf(t)
  const victim = await startVictim(t, { env: { TOKEN_STORAGE_DB: path } })
  const attacker = new Database(path)
  t.teardown(() => attacker.close())
  const secret = attacker.prepare('select * from oauth_clients').get()
  const foreign = Object.values(secret ?? {}).find(Buffer.isBuffer)
  const bends: Record<string, (blob: Buffer) => Buffer> = {
    'a bit': blob => Buffer.concat([blob.subarray(0, -1), Buffer.from([blob.at(-1)! ^ 1])]),
    cut: blob => blob.subarray(0, -4),
    empty: () => Buffer.alloc(0),
    'another purpose': () => foreign ?? Buffer.alloc(0),
  }
  for (const [what, bend] of Object.entries(bends)) {
    await victim.provision('alice')
    const get = attacker.prepare<[], { ciphertext: Buffer }>('select ciphertext from refresh_tokens')
    attacker.prepare('update refresh_tokens set ciphertext = ?').run(bend(get.get()!.ciphertext))
    await t.rejects(victim.app.oauth!.broker.getAccessToken('alice'), { code: 'NCMCP_REAUTH_REQUIRED' }, what)
  }
})

t.test('GAP-18: after a key rotation old rows are readable, sealed anew, and useless to the old key', async t => {
  const path = fileOf(t)
  const victim = await startVictim(t, { env: { TOKEN_STORAGE_DB: path } })
  await victim.provision('alice')
  const before = await victim.grantOf('alice')
  const { keys } = victim.app.config.storage!
  const fresh = loadConfig({
    NEXTCLOUD_HOST: victim.sandbox.url,
    ENABLE_MULTI_USER_BASIC_AUTH: 'true',
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_STORAGE_DB: path,
    TOKEN_ENCRYPTION_KEY: `${randomBytes(32).toString('base64')},${keys[0]!.reveal()}`,
  }).config
  const vault = openVault(fresh.storage!.keys)
  const rotation = await rotateKeys({ storage: victim.app.storage!, vault, log: victim.app.log })
  t.ok(rotation.columns.every(({ unreadable }) => unreadable === 0))
  const after = await victim.grantOf('alice')
  t.not(after!.keyId, before!.keyId)
  await t.rejects(victim.app.oauth!.broker.getAccessToken('alice'), { code: 'NCMCP_REAUTH_REQUIRED' }, 'old key alone')
})

t.test('GAP-19: who reads the database cannot finish somebody’s authorization', async t => {
  const path = fileOf(t)
  const victim = await startVictim(t, { env: { TOKEN_STORAGE_DB: path } })
  const { state, cookie } = await startFlow(victim)
  const bytes = readdirSync(dirname(path))
    .map(name => readFileSync(join(dirname(path), name), 'latin1'))
    .join('')
  t.ok(bytes.includes('oauth_flows'))
  for (const secret of [state, ...cookie.split('; ').map(pair => pair.split('=')[1]!)])
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret, 'base64url').toString('latin1'),
    ])
      t.notOk(bytes.includes(form), 'neither state nor cookie')
  const row = new Database(path).prepare<[], Record<string, unknown>>('select * from oauth_flows').get()!
  const forged = Object.values(row).filter(value => typeof value === 'string')
  for (const value of forged) {
    const url = `/oauth/callback?state=${encodeURIComponent(value)}&code=x`
    t.equal((await victim.app.inject({ url, headers: { cookie } })).statusCode, 400)
  }
  for (const name of readdirSync(dirname(path)))
    t.equal(statSync(join(dirname(path), name)).mode & 0o077, 0, `${name} is nobody else’s`)
  t.equal(statSync(dirname(path)).mode & 0o077, 0)
})

t.test('GAP-20: two instances refresh at once: exactly one token request, and the grant lives on', async t => {
  const victim = await startVictim(t, { env: { TOKEN_STORAGE_DB: fileOf(t) } })
  const other = await secondInstance(t, victim)
  await victim.provision('alice')
  victim.sandbox.clearCalls()
  victim.sandbox.settings.latencyMs = 100
  const brokers = [victim.app.oauth!.broker, other.oauth!.broker]
  const asked = brokers.flatMap(broker => [1, 2, 3].map(() => broker.getAccessToken('alice')))
  const outcomes = await Promise.allSettled(asked)
  victim.sandbox.settings.latencyMs = 0
  t.equal(tokenPosts(victim), 1)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') t.match(outcome.reason, { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.ok(outcomes.filter(({ status }) => status === 'fulfilled').length >= 3)
  t.match(await victim.grantOf('alice'), { status: 'active', version: 2 })
  await t.resolves(other.oauth!.broker.getAccessToken('alice'), 'the surviving token is good')
})

t.test('GAP-45: a grant that reached its greatest age is removed, and nothing leaves in its name', async t => {
  const victim = await startVictim(t, {
    env: { PROVISIONING_MAX_AGE: '3600' },
    settings: { refreshExpireTime: 86_400 },
  })
  await victim.provision('admin')
  await victim.app.oauth!.broker.getAccessToken('admin')
  victim.later(3_601_000)
  const headers = await victim.bearer('admin')
  victim.sandbox.clearCalls()
  t.equal((await victim.app.inject({ url: '/api/v1/apps', headers })).statusCode, 428)
  t.equal(tokenPosts(victim), 0)
  t.equal(await victim.grantOf('admin'), undefined)
})

t.test('GAP-46: whoever gets the name of a person who left does not get their grant', async t => {
  const victim = await startVictim(t)
  await victim.provision('alice')
  // The grants of a deleted account die at Nextcloud, which says so as it says everything: 400.
  const gone = { status: 400, headers: { 'content-type': 'application/json' }, body: '{"error":"invalid_grant"}' }
  victim.sandbox.failNext({ path: /oidc\/token$/, ...gone })
  const headers = await victim.bearer('alice')
  for (const person of ['the one who left', 'the next of that name'])
    t.equal((await victim.app.inject({ url: '/api/v1/apps', headers })).statusCode, 428, person)
  t.match(await victim.grantOf('alice'), { status: 'reauth_required', ciphertext: null })
  victim.sandbox.clearCalls()
  await t.rejects(victim.app.oauth!.broker.getAccessToken('alice'), { code: 'NCMCP_REAUTH_REQUIRED' })
  t.equal(tokenPosts(victim), 0, 'what is wiped is not tried again')
})

t.test('GAP-47: an authorization that started on one instance finishes on another, and only once', async t => {
  const victim = await startVictim(t, { env: { TOKEN_STORAGE_DB: fileOf(t) } })
  const other = await secondInstance(t, victim)
  const flow = await startFlow(victim)
  const url = await walkToCallback(victim, flow.location, 'alice')
  const request = { url, headers: { cookie: flow.cookie } }
  const answers = await Promise.all([other.inject(request), victim.app.inject(request), other.inject(request)])
  t.strictSame(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 400, 400])
  t.match(await victim.grantOf('alice'), { status: 'active', version: 1 })
})

t.test('GAP-36: no secret is compared by === in the source', async t => {
  const files = ['src', 'plugins'].flatMap(root =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).map(name => join(root, name)),
  )
  const compared =
    /(?:secret|nonce|cookie\w*|verifier|password|hash)(?:\.reveal\(\))?\s*[!=]==(?!\s*(?:undefined|null|'))/i
  const own = files.filter(file => file.endsWith('.ts') && !/^src\/(sandbox|cli)\//.test(file))
  t.ok(own.length > 100)
  for (const file of own)
    for (const line of readFileSync(file, 'utf8').split('\n'))
      if (compared.test(line)) t.fail(`${file}: ${line.trim()}`)
})
