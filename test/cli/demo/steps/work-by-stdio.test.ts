import t from 'tap'
import { workByStdio } from '../../../../src/cli/demo/steps/work-by-stdio.js'
import { workByToken } from '../../../../src/cli/demo/steps/work-by-token.js'
import { startSingleWorld } from '../../../../src/cli/demo/single-world.js'
import { story } from '../story.js'

t.test('the child process finds the note; one that is not the same, or not there, ends the demo', async t => {
  const world = await startSingleWorld()
  t.teardown(() => world.close())
  const { tell, told } = story()
  const noteId = await workByToken(world, tell)
  await workByStdio(world, tell, noteId)
  t.match(told(), /nc_notes_get_note \d+ -> "Bread\\nMilk"/)
  await t.rejects(workByStdio(world, tell, 999_999), { code: 'NCMCP_DEMO_FAILED' })
})

t.test('a child process that cannot start, because the password is wrong, ends the demo', async t => {
  const world = await startSingleWorld()
  t.teardown(() => world.close())
  const account = { ...world.account, NEXTCLOUD_PASSWORD: 'not-the-password' }
  await t.rejects(workByStdio({ ...world, account }, story().tell, 1), { code: 'NCMCP_DEMO_FAILED' })
})
