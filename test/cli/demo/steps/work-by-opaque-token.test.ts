import t from 'tap'
import { workByOpaqueToken } from '../../../../src/cli/demo/steps/work-by-opaque-token.js'
import { oauthStory } from '../oauth-story.js'

t.test('the note is written and read; a token that nobody issued writes nothing', async t => {
  const { world, tell, told, connect } = await oauthStory(t)
  const id = await workByOpaqueToken(world, tell, await connect())
  t.match(told(), `nc_notes_get_note ${id} -> "Bread\\nMilk"`)
  const guessed = { access_token: `ncmcp_at_${'x'.repeat(43)}` }
  await t.rejects(workByOpaqueToken(world, tell, guessed), { message: 'The MCP client was not let in.' })
})
