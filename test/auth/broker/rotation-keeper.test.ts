import t from 'tap'
import { rotationKeeper } from '../../../src/auth/broker/rotation-keeper.js'
import { StorageFailed } from '../../../src/errors/storage-errors.js'
import { Secret } from '../../../src/lib/secret.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { runClock } from '../../helpers/oidc-deps.js'
import { fakeWorld } from './broker-world.js'

async function world(test: Parameters<typeof fakeWorld>[0]) {
  const fake = await fakeWorld(test)
  const disk = { full: false, writes: 0 }
  const { grants } = fake.storage
  const rotate: typeof grants.rotate = (...args) => {
    disk.writes += 1
    return disk.full ? Promise.reject(new StorageFailed('The disk is full.')) : grants.rotate(...args)
  }
  const keeper = rotationKeeper({ ...fake.deps, storage: { ...fake.storage, grants: { ...grants, rotate } } })
  const row = (await fake.grant('alice'))!
  const rotation = (token: string) => ({
    issuer: row.issuer,
    userId: 'alice',
    version: row.version,
    token: new Secret(token),
    row: {
      sealed: fake.vault.seal(new Secret(token), sealContexts['refresh-token'](row)),
      refreshExpiresAt: null,
      accessExpiresAt: null,
    },
  })
  return { ...fake, disk, keeper, row, rotation }
}

t.test('a rotation is stored at once', async t => {
  const { keeper, rotation, row, storedToken } = await world(t)
  t.equal(await keeper.keep(rotation('rt-2')), 'stored')
  t.equal(await storedToken(), 'rt-2')
  t.equal(keeper.pending(row), undefined)
})

t.test('a token that cannot be stored is kept, used, and stored when the disk allows', async t => {
  const { keeper, rotation, row, storedToken, disk, ports } = await world(t)
  disk.full = true
  t.equal(await keeper.keep(rotation('rt-2')), 'pending')
  t.equal(keeper.pending(row)?.reveal(), 'rt-2')
  await runClock(ports, () => disk.writes >= 3)
  t.equal(await storedToken(), 'rt-1', 'the disk still refuses')
  disk.full = false
  await runClock(ports, () => keeper.pending(row) === undefined)
  t.equal(await storedToken(), 'rt-2')
})

t.test('a newer rotation takes the place of one that waits', async t => {
  const { keeper, rotation, row, storedToken, disk, ports } = await world(t)
  disk.full = true
  await keeper.keep(rotation('rt-2'))
  await keeper.keep(rotation('rt-3'))
  t.equal(keeper.pending(row)?.reveal(), 'rt-3')
  disk.full = false
  await runClock(ports, () => keeper.pending(row) === undefined)
  t.equal(await storedToken(), 'rt-3')
})

t.test('a new consent is not overwritten by what waited for the disk', async t => {
  const { keeper, rotation, row, save, storedToken, disk, ports } = await world(t)
  disk.full = true
  await keeper.keep(rotation('rt-2'))
  await save('alice', 'rt-of-new-consent')
  disk.full = false
  await runClock(ports, () => keeper.pending(row) === undefined)
  t.equal(await storedToken(), 'rt-of-new-consent')
})

t.test('what was forgotten is not written', async t => {
  const { keeper, rotation, row, storedToken, disk, ports } = await world(t)
  disk.full = true
  await keeper.keep(rotation('rt-2'))
  keeper.forget('alice')
  disk.full = false
  t.equal(keeper.pending(row), undefined)
  ports.advance(120_000)
  t.equal(await storedToken(), 'rt-1')
})

t.test('a stop writes what waits', async t => {
  const { keeper, rotation, storedToken, disk } = await world(t)
  disk.full = true
  await keeper.keep(rotation('rt-2'))
  disk.full = false
  await keeper.stop()
  t.equal(await storedToken(), 'rt-2')
})
