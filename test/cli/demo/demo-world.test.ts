import { existsSync } from 'node:fs'
import t from 'tap'
import { startDemoWorld } from '../../../src/cli/demo/demo-world.js'

t.test('both servers answer on loopback, and nothing is left when they are closed', async t => {
  const world = await startDemoWorld({ cronIntervalMs: 0 })
  t.equal((await fetch(`${world.serverUrl}/health/live`)).status, 200)
  t.equal((await fetch(`${world.sandbox.url}/status.php`)).status, 200)
  t.ok(existsSync(world.databasePath))
  t.throws(() => world.user('nobody'), { code: 'NCMCP_DEMO_FAILED' })
  await world.close()
  t.notOk(existsSync(world.databasePath))
  await t.rejects(fetch(`${world.serverUrl}/health/live`))
})

t.test('the mode is the one that was asked for, and hybrid without being asked', async t => {
  for (const [asked, mode] of [
    [{}, 'hybrid'],
    [{ mode: 'oauth' }, 'oauth'],
  ] as const) {
    const world = await startDemoWorld({ cronIntervalMs: 0, ...asked })
    t.teardown(() => world.close())
    t.equal(world.app.config.mode, mode)
    t.ok(world.app.storage, 'it keeps grants')
  }
})
