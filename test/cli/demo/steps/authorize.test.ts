import t from 'tap'
import { startDemoWorld } from '../../../../src/cli/demo/demo-world.js'
import { createNarrator } from '../../../../src/cli/demo/narrator.js'
import { authorize } from '../../../../src/cli/demo/steps/authorize.js'
import { inspectGrant } from '../../../../src/cli/demo/steps/inspect-grant.js'

t.test('without the click there is no grant to show, and with it there is', async t => {
  const world = await startDemoWorld({ cronIntervalMs: 0 })
  t.teardown(() => world.close())
  await world.app.oauth?.oidc.start()
  const tell = createNarrator(() => {})
  await t.rejects(inspectGrant(world, tell), { code: 'NCMCP_DEMO_FAILED' })
  await authorize(world, tell)
  await inspectGrant(world, tell)
})

t.test('a settings page without the button ends the demo with a reason', async t => {
  const world = await startDemoWorld({ cronIntervalMs: 0 })
  t.teardown(() => world.close())
  world.sandbox.settings.mcpServerUrl = null
  await t.rejects(
    authorize(
      world,
      createNarrator(() => {}),
    ),
    { code: 'NCMCP_DEMO_FAILED' },
  )
})
