import t from 'tap'
import { workByNextcloudToken } from '../../../../src/cli/demo/steps/work-by-nextcloud-token.js'
import { startOAuthServer } from '../../../helpers/oauth-server.js'
import { story } from '../story.js'

t.test("a JWT of Nextcloud's opens the note; where there is none, or Nextcloud takes none, the demo ends", async t => {
  const server = await startOAuthServer(t)
  const world = { serverUrl: server.url, sandbox: server.sandbox }
  const token = await server.token('alice')
  const note = { title: 'Shopping', content: 'Tea', category: '' }
  const created = await server.callTool(token, 'nc_notes_create_note', note)
  const { id } = created.body.result.structuredContent
  const { tell, told } = story()
  await workByNextcloudToken(world, tell, id)
  t.match(told(), /nc_notes_get_note \d+ -> "Shopping"/)
  t.notMatch(told(), /eyJ/)
  await t.rejects(workByNextcloudToken(world, tell, 999_999), { code: 'NCMCP_DEMO_FAILED' })
  server.sandbox.settings.bearerValidation = false
  await t.rejects(workByNextcloudToken(world, tell, id), { code: 'NCMCP_DEMO_FAILED' })
})
