import t from 'tap'
import { reuseRefreshToken } from '../../../../src/cli/demo/steps/reuse-refresh-token.js'
import { startServer } from '../../../helpers/start-server.js'
import { oauthStory } from '../oauth-story.js'

t.test('the second use ends the family, and the demo tells it; a dead token ends the demo', async t => {
  const { world, tell, told, client, connect } = await oauthStory(t)
  const tokens = await connect()
  await reuseRefreshToken(world, tell, { client, tokens })
  t.match(told(), /at \/mcp -> 200[^]*again -> 400 invalid_grant[^]*at \/mcp -> 401/)
  await t.rejects(reuseRefreshToken(world, tell, { client, tokens }), { message: /did not work: status 400/ })
})

t.test('a server that takes a refresh token twice ends the demo', async t => {
  const { tell, client } = await oauthStory(t)
  const answer = { access_token: 'a', refresh_token: 'r', scope: 's', expires_in: 1 }
  const { url } = await startServer(t, (_request, response) => void response.end(JSON.stringify(answer)))
  const careless = { ...client, metadata: { ...client.metadata, token_endpoint: url } }
  await t.rejects(reuseRefreshToken({ serverUrl: url }, tell, { client: careless, tokens: { refresh_token: 'r' } }), {
    message: 'A refresh token that was used twice did not end its family.',
  })
})
