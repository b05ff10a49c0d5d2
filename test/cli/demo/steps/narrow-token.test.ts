import t from 'tap'
import { narrowToken } from '../../../../src/cli/demo/steps/narrow-token.js'
import { workByOpaqueToken } from '../../../../src/cli/demo/steps/work-by-opaque-token.js'
import { startServer } from '../../../helpers/start-server.js'
import { oauthStory } from '../oauth-story.js'

t.test('the narrow token reads and does not write', async t => {
  const { world, tell, told, client, connect } = await oauthStory(t)
  const tokens = await connect()
  const noteId = await workByOpaqueToken(world, tell, tokens)
  const narrow = await narrowToken(world, tell, { client, tokens, noteId })
  t.equal(narrow.scope, 'notes.read')
  t.match(told(), /get_note -> 200[^]*append_content -> 403[^]*scope="notes\.read notes\.write"/)
})

t.test('a note that cannot be read, a server that lets it write, and no token at all end the demo', async t => {
  const { world, tell, client, connect } = await oauthStory(t)
  const tokens = await connect()
  const { url } = await startServer(t, (_request, response) => void response.end('{}'))
  await t.rejects(narrowToken({ serverUrl: url }, tell, { client, tokens, noteId: 1 }), {
    message: 'The token was not held to its scope.',
  })
  await t.rejects(narrowToken(world, tell, { client, tokens, noteId: 1 }), { message: 'No narrow token: status 400.' })
  const fresh = await connect()
  await t.rejects(narrowToken(world, tell, { client, tokens: fresh, noteId: 999_999 }), { code: 'NCMCP_DEMO_FAILED' })
})
