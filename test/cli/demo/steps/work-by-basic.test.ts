import t from 'tap'
import { startDemoWorld } from '../../../../src/cli/demo/demo-world.js'
import { createNarrator } from '../../../../src/cli/demo/narrator.js'
import { workByBasic } from '../../../../src/cli/demo/steps/work-by-basic.js'

t.test("the note is really there, among alice's", async t => {
  const world = await startDemoWorld({ cronIntervalMs: 0 })
  t.teardown(() => world.close())
  const id = await workByBasic(
    world,
    createNarrator(() => {}),
  )
  const { loginName, password } = world.user('alice')
  const authorization = `Basic ${Buffer.from(`${loginName}:${password}`).toString('base64')}`
  const headers = { authorization, 'ocs-apirequest': 'true' }
  const note = await fetch(`${world.sandbox.url}/index.php/apps/notes/api/v1/notes/${id}`, { headers })
  t.match(await note.json(), { title: 'Shopping', content: 'Bread\nMilk' })
})
