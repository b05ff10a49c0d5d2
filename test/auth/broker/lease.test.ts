import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { createTokenBroker } from '../../../src/auth/broker/create-token-broker.js'
import { withLease } from '../../../src/auth/broker/lease.js'
import { openStorage } from '../../../src/storage/open-storage.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { startSandbox } from '../../../src/sandbox/start-sandbox.js'
import { systemPorts } from '../../../src/lib/ports.js'
import { runClock } from '../../helpers/oidc-deps.js'
import { testKey } from '../../helpers/open-test-storage.js'
import { brokerDeps, fakeWorld } from './broker-world.js'

t.test('work runs under the lease and on the row as it is then, and gives it back', async t => {
  const { deps, grant, seconds } = await fakeWorld(t)
  const seen = (await grant('alice'))!
  const inside = await withLease(deps, seen, async row => {
    const free = await deps.storage.grants.acquireLease(seen.issuer, 'alice', 'other', seconds() + 9, seconds())
    return { version: row.version, free }
  })
  t.strictSame(inside, { version: 1, free: false })
  t.equal(await deps.storage.grants.acquireLease(seen.issuer, 'alice', 'other', seconds() + 9, seconds()), true)
})

t.test('the lease is given back after a failure too', async t => {
  const { deps, grant, seconds } = await fakeWorld(t)
  const seen = (await grant('alice'))!
  await t.rejects(
    withLease(deps, seen, () => Promise.reject(new RangeError('x'))),
    { message: 'x' },
  )
  t.equal(await deps.storage.grants.acquireLease(seen.issuer, 'alice', 'other', seconds() + 9, seconds()), true)
})

t.test('whoever comes second waits, and does not refresh what was refreshed meanwhile', async t => {
  const { deps, grant, save, seconds, ports } = await fakeWorld(t)
  const seen = (await grant('alice'))!
  await deps.storage.grants.acquireLease(seen.issuer, 'alice', 'other', seconds() + 45, seconds())
  let settled: unknown
  const waiting = withLease(deps, seen, async () => 'ran').catch((error: unknown) => (settled = error))
  await save('alice', 'rt-2')
  await runClock(ports, () => settled !== undefined, 100)
  await waiting
  t.match(settled, { code: 'NCMCP_TEMPORARILY_UNAVAILABLE', retryAfterSeconds: 5 })
})

t.test('a lease that is never given back is waited for fifteen seconds', async t => {
  const { deps, grant, seconds, ports } = await fakeWorld(t)
  const seen = (await grant('alice'))!
  const start = ports.now()
  await deps.storage.grants.acquireLease(seen.issuer, 'alice', 'dead', seconds() + 45, seconds())
  let settled: unknown
  void withLease(deps, seen, async () => 'ran').catch((error: unknown) => (settled = error))
  await runClock(ports, () => settled !== undefined, 500)
  t.match(settled, { code: 'NCMCP_TEMPORARILY_UNAVAILABLE' })
  t.ok(ports.now() - start >= 15_000 && ports.now() - start < 20_000)
})

t.test('a grant that was withdrawn while waiting is not waited for', async t => {
  const { deps, grant } = await fakeWorld(t)
  const seen = (await grant('alice'))!
  await deps.storage.grants.remove(seen.issuer, 'alice')
  await t.rejects(
    withLease(deps, seen, async () => 'ran'),
    { code: 'NCMCP_NOT_PROVISIONED' },
  )
})

t.test('GAP-20: two processes refresh at once: one request, one surviving refresh token', async t => {
  const key = testKey()
  const sandbox = await startSandbox()
  t.teardown(() => sandbox.close())
  const { clientId, clientSecret } = sandbox.createClient({ redirectUris: ['http://127.0.0.1:1/cb'] })
  const world = await brokerDeps(t, sandbox.url, { id: clientId, secret: clientSecret })
  const ports = systemPorts
  const path = `${t.testdir()}/shared.db`
  const storage = await openStorage({ path, now: ports.now })
  t.teardown(() => storage.close())
  const { refreshToken } = await sandbox.issueTokens({ uid: 'alice', clientId })
  const deps = { ...world.deps, storage, vault: openVault([key]), ports }
  const row = await world.save('alice', refreshToken ?? '')
  await storage.grants.save({ ...row, sealed: reseal(deps, world, row) }, 100)

  const processes = [0, 1].map(() => startProcess(t, [path, key.reveal(), sandbox.url, clientId, clientSecret]))
  await Promise.all(processes.map(({ next }) => next()))
  sandbox.settings.latencyMs = 400
  sandbox.clearCalls()
  for (const { child } of processes) child.stdin.write('go\n')
  const outcomes = await Promise.all(processes.map(({ next }) => next()))
  sandbox.settings.latencyMs = 0
  t.strictSame(outcomes.toSorted(), ['NCMCP_TEMPORARILY_UNAVAILABLE', 'token'])
  t.equal(sandbox.calls.filter(call => call.path.endsWith('/token')).length, 1)
  await t.resolves(createTokenBroker(deps).getAccessToken('alice'), 'the stored token is the living one')
})

type World = Awaited<ReturnType<typeof brokerDeps>>

function reseal(deps: Pick<World['deps'], 'vault'>, { vault }: World, row: Awaited<ReturnType<World['save']>>) {
  const context = { purpose: 'refresh-token', issuer: row.issuer, userId: row.userId, clientId: row.clientId } as const
  return deps.vault.seal(vault.open(row.ciphertext!, context), context)
}

function startProcess(test: Test, args: string[]) {
  const script = fileURLToPath(
    new URL(`refresh-once.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
  )
  const child = spawn(process.execPath, [...process.execArgv, script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  test.teardown(() => child.kill())
  const lines = createInterface({ input: child.stdout })
  return { child, next: async (): Promise<string> => (await once(lines, 'line'))[0] }
}
