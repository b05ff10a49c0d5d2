import t from 'tap'
import { startDemoWorld } from '../../../../src/cli/demo/demo-world.js'
import { createNarrator } from '../../../../src/cli/demo/narrator.js'
import { receiveEvent } from '../../../../src/cli/demo/steps/receive-event.js'
import { workByBasic } from '../../../../src/cli/demo/steps/work-by-basic.js'

t.test('without a webhook no event arrives, and the demo says so', async t => {
  const world = await startDemoWorld({ cronIntervalMs: 0 })
  t.teardown(() => world.close())
  const tell = createNarrator(() => {})
  const noteId = await workByBasic(world, tell)
  await t.rejects(receiveEvent(world, tell, noteId), { message: 'The event did not arrive.' })
})
