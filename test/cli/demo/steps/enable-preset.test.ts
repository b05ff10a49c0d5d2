import t from 'tap'
import { startDemoWorld } from '../../../../src/cli/demo/demo-world.js'
import { createNarrator } from '../../../../src/cli/demo/narrator.js'
import { enablePreset } from '../../../../src/cli/demo/steps/enable-preset.js'

t.test('without a grant of the administrator the preset cannot be switched on, and the demo says so', async t => {
  const world = await startDemoWorld({ cronIntervalMs: 0 })
  t.teardown(() => world.close())
  await world.app.oauth?.oidc.start()
  await t.rejects(
    enablePreset(
      world,
      createNarrator(() => {}),
    ),
    { message: /status 428/ },
  )
})
