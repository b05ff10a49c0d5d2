import t from 'tap'
import { startSingleWorld } from '../../../../src/cli/demo/single-world.js'
import { workByToken } from '../../../../src/cli/demo/steps/work-by-token.js'
import { story } from '../story.js'

t.test("the note is really there, among alice's, and another token writes none", async t => {
  const world = await startSingleWorld()
  t.teardown(() => world.close())
  const id = await workByToken(world, story().tell)
  const { NEXTCLOUD_USERNAME: name, NEXTCLOUD_PASSWORD: password } = world.account
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  const headers = { authorization, 'ocs-apirequest': 'true' }
  const note = await fetch(`${world.sandbox.url}/index.php/apps/notes/api/v1/notes/${id}`, { headers })
  t.match(await note.json(), { title: 'Shopping', content: 'Bread\nMilk' })
  await t.rejects(workByToken({ ...world, staticToken: 'guessed' }, story().tell), { code: 'NCMCP_DEMO_FAILED' })
})
