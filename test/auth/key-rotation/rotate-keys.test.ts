import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { rotateKeys } from '../../../src/auth/key-rotation/rotate-keys.js'
import { silentLog } from '../../../src/lib/log.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { openTestStorage, testKey } from '../../helpers/open-test-storage.js'
import { ISSUER, testClient, testFlow, testGrant, testLogin } from '../../storage/storage-fixtures.js'

const PEOPLE = Array.from({ length: 120 }, (_, index) => `user-${index}`)

async function world(t: Parameters<typeof openTestStorage>[0]) {
  const [oldKey, newKey] = [testKey(), testKey()]
  const { storage, vault: old } = await openTestStorage(t, { keys: [oldKey] })
  const vault = openVault([newKey, oldKey])
  const deps = { storage, vault, log: silentLog }
  const tokenOf = async (userId: string) => {
    const row = (await storage.grants.find(ISSUER, userId))!
    return openVault([newKey]).open(row.ciphertext!, sealContexts['refresh-token'](row)).reveal()
  }
  return { storage, old, vault, deps, tokenOf }
}

t.test('every secret is under the first key afterwards, and the counts say so', async t => {
  const { storage, old, vault, deps, tokenOf } = await world(t)
  for (const userId of PEOPLE) await storage.grants.save(testGrant(old, userId), 100)
  await storage.clients.save(testClient(old), 100)
  await storage.flows.add(testFlow(old, 'state'))
  await storage.loginFlows.add(testLogin(old, 'login'))
  const { keyId, columns } = await rotateKeys(deps)
  t.equal(keyId, vault.primaryKeyId)
  t.match(columns[0], {
    table: 'refresh_tokens',
    before: { [old.primaryKeyId]: 120 },
    after: { [vault.primaryKeyId]: 120 },
    rotated: 120,
    overtaken: 0,
    unreadable: 0,
  })
  t.strictSame(
    columns.map(({ rotated }) => rotated),
    [120, 1, 1, 1, 0, 1],
  )
  const login = await storage.loginFlows.find('login')
  t.equal(login?.sealed?.keyId, vault.primaryKeyId, 'a login in progress too')
  t.equal(await tokenOf('user-7'), 'rt-of-user-7')
})

t.test('a run that was killed half-way is continued by the next', async t => {
  const { storage, old, vault, deps, tokenOf } = await world(t)
  for (const userId of PEOPLE) await storage.grants.save(testGrant(old, userId), 100)
  const [tokens] = storage.sealed
  const dying = {
    ...tokens!,
    sealedByOthers: async (keyId: string, position: number, limit: number) => {
      if (position > 0) throw new RangeError('killed')
      return tokens!.sealedByOthers(keyId, position, limit)
    },
  }
  const killed = { ...deps, storage: { sealed: [dying] } }
  await t.rejects(rotateKeys(killed), { message: 'killed' })
  t.strictSame(await storage.sealed[0]!.countByKey(), { [old.primaryKeyId]: 70, [vault.primaryKeyId]: 50 })
  const { columns } = await rotateKeys(deps)
  t.match(columns[0], { rotated: 70, after: { [vault.primaryKeyId]: 120 } })
  t.equal(await tokenOf('user-119'), 'rt-of-user-119')
  t.match((await rotateKeys(deps)).columns[0], { rotated: 0 }, 'a third run has nothing to do')
})

t.test('a token that the server refreshes meanwhile is not overwritten', async t => {
  const { storage, old, vault, deps, tokenOf } = await world(t)
  await storage.grants.save(testGrant(old, 'alice'), 100)
  const [tokens, ...rest] = storage.sealed
  const racing = {
    ...tokens!,
    sealedByOthers: async (keyId: string, position: number, limit: number) => {
      const rows = await tokens!.sealedByOthers(keyId, position, limit)
      const rotation = {
        sealed: testGrant(vault, 'alice', { token: 'refreshed' }).sealed,
        refreshExpiresAt: null,
        accessExpiresAt: null,
      }
      await storage.grants.rotate(ISSUER, 'alice', 1, rotation, 110)
      return rows
    },
  }
  const { columns } = await rotateKeys({ ...deps, storage: { sealed: [racing, ...rest] } })
  t.match(columns[0], { rotated: 0, overtaken: 1, after: { [vault.primaryKeyId]: 1 } })
  t.equal(await tokenOf('alice'), 'refreshed')
})

t.test('what cannot be opened is counted, left alone, and does not stop the rest', async t => {
  const { storage, old, deps, tokenOf } = await world(t)
  const lost = openVault([testKey()])
  await storage.grants.save(testGrant(lost, 'alice'), 100)
  await storage.grants.save(testGrant(old, 'bob'), 100)
  const { columns } = await rotateKeys(deps)
  t.match(columns[0], { rotated: 1, unreadable: 1, after: { [lost.primaryKeyId]: 1 } })
  t.equal(await tokenOf('bob'), 'rt-of-bob')
})

t.test(
  'a process that is killed while it rotates leaves every secret readable, and the next run ends the work',
  async t => {
    const [oldKey, newKey] = [testKey(), testKey()]
    const { storage, vault: old, path } = await openTestStorage(t, { keys: [oldKey] })
    for (let index = 0; index < 600; index += 1) await storage.grants.save(testGrant(old, `user-${index}`), 100)
    const vault = openVault([newKey, oldKey])
    const [tokens] = storage.sealed
    const count = async () => (await tokens!.countByKey())[vault.primaryKeyId] ?? 0

    const script = fileURLToPath(
      new URL(`rotate-once.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
    )
    const child = spawn(process.execPath, [...process.execArgv, script, path, newKey.reveal(), oldKey.reveal()], {
      stdio: 'inherit',
    })
    while ((await count()) === 0 && child.exitCode === null) await new Promise(resolve => setImmediate(resolve))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const done = await count()
    t.ok(done > 0 && done < 600, `killed after ${done} of 600`)

    const { columns } = await rotateKeys({ storage, vault, log: silentLog })
    t.match(columns[0], { rotated: 600 - done, unreadable: 0, after: { [vault.primaryKeyId]: 600 } })
    for (const row of await tokens!.sealedByOthers('', 0, 600))
      t.equal(
        openVault([newKey]).open(row.ciphertext, sealContexts['refresh-token'](row.owner)).reveal(),
        `rt-of-${row.owner.userId}`,
      )
  },
)
