import t from 'tap'
import { createTokenBroker } from '../../../src/auth/broker/create-token-broker.js'
import { grantUpkeep } from '../../../src/auth/broker/grant-upkeep.js'
import { TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import { runClock } from '../../helpers/oidc-deps.js'
import { brokerWorld, fakeWorld } from './broker-world.js'

async function world(
  test: Parameters<typeof fakeWorld>[0],
  config = { offlineAccess: true, maxAgeSeconds: undefined as number | undefined },
) {
  const fake = await fakeWorld(test)
  const done: string[] = []
  const upkeep = grantUpkeep(
    { ...fake.deps, config: { ...fake.deps.config, ...config } },
    {
      refresh: async userId => {
        done.push(`refresh ${userId}`)
        if (userId === 'bob') throw new TemporarilyUnavailable('down')
      },
      expire: async userId => void done.push(`expire ${userId}`),
    },
  )
  test.teardown(() => upkeep.stop())
  const rounds = async (seconds: number) => {
    const end = fake.ports.now() + seconds * 1000
    await runClock(fake.ports, () => fake.ports.now() >= end, 5_000)
    await new Promise(resolve => setImmediate(resolve))
  }
  return { ...fake, upkeep, done, rounds }
}

t.test('an idle grant is refreshed half-way through its life, not before', async t => {
  const { upkeep, done, rounds } = await world(t)
  upkeep.start()
  await rounds(360)
  t.strictSame(done, [])
  await rounds(180)
  t.ok(done.includes('refresh alice'))
})

t.test('one that fails does not stop the others', async t => {
  const { upkeep, done, rounds, save, seconds } = await world(t)
  for (const userId of ['bob', 'carol']) await save(userId, 'rt', seconds() + 900)
  upkeep.start()
  await rounds(600)
  for (const userId of ['alice', 'bob', 'carol']) t.ok(done.includes(`refresh ${userId}`))
})

t.test('without offline access nothing is kept alive', async t => {
  const { upkeep, done, rounds } = await world(t, { offlineAccess: false, maxAgeSeconds: undefined })
  upkeep.start()
  await rounds(600)
  t.strictSame(done, [])
})

t.test('consents that are too old are ended, offline access or not', async t => {
  const { upkeep, done, rounds } = await world(t, { offlineAccess: false, maxAgeSeconds: 300 })
  upkeep.start()
  await rounds(240)
  t.strictSame(done, [])
  await rounds(120)
  t.ok(done.includes('expire alice'))
})

t.test('OP-4: what lapses within a day is told in every round', async t => {
  const { deps, ports } = await fakeWorld(t)
  const seen: string[][] = []
  const lives = { seen: (grants: readonly object[]) => void seen.push(grants.map(one => String(Object(one).userId))) }
  const upkeep = grantUpkeep({ ...deps, lives }, { refresh: async () => {}, expire: async () => {} })
  t.teardown(() => upkeep.stop())
  upkeep.start()
  const end = ports.now() + 60_000
  await runClock(ports, () => ports.now() >= end && seen.length > 0, 5_000)
  t.strictSame(seen[0], ['alice'])
})

t.test('after a stop nothing happens any more', async t => {
  const { upkeep, done, rounds } = await world(t)
  upkeep.start()
  await upkeep.stop()
  await rounds(900)
  t.strictSame(done, [])
})

t.test('GAP-45: a grant that nobody uses outlives the half hour after which Nextcloud forgets it', async t => {
  const { deps, provision, ports, whoami } = await brokerWorld(t)
  await provision('alice')
  const broker = createTokenBroker(deps)
  broker.start()
  t.teardown(() => broker.stop())
  const end = ports.now() + 2 * 3_600_000
  await runClock(ports, () => ports.now() >= end, 60_000)
  t.equal(await whoami((await broker.getAccessToken('alice')).token), 200)
})
