import t from 'tap'
import { inviteSingle, runSingleDemo } from '../../../src/cli/demo/run-single-demo.js'
import { startSingleWorld } from '../../../src/cli/demo/single-world.js'
import { story } from './story.js'

t.test('the story is told to its end, and shows neither the password nor the token before the invitation', async t => {
  const world = await startSingleWorld()
  t.teardown(() => world.close())
  const { tell, told } = story()
  await runSingleDemo(world, tell)
  for (const part of [/acts as alice/, /nc_notes_create_note -> id \d+/, /401 .*invalid_token/, /"Bread\\nMilk"/])
    t.match(told(), part)
  t.notOk(told().includes(world.account.NEXTCLOUD_PASSWORD))
  t.notOk(told().includes(world.staticToken))
  inviteSingle(world, tell)
  t.ok(told().includes(`Bearer ${world.staticToken}`))
})

t.test('when Nextcloud does not take the account, the story does not go on', async t => {
  const world = await startSingleWorld()
  t.teardown(() => world.close())
  world.sandbox.setPassword('alice', 'another')
  const { tell, told } = story()
  await t.rejects(runSingleDemo(world, tell))
  t.notMatch(told(), /nc_notes_create_note/)
})
