import t from 'tap'
import { disconnectClient } from '../../../../src/cli/demo/steps/disconnect-client.js'
import { oauthStory } from '../oauth-story.js'

t.test('the client is listed, and out after the click; who is out cannot be disconnected again', async t => {
  const { world, tell, told, client, walk, connect } = await oauthStory(t)
  const connected = { client, tokens: await connect(), browser: walk.browser }
  await disconnectClient(world, tell, connected)
  t.match(told(), /clients -> Demo assistant; [^\n]*200\n[^\n]*nothing left; [^\n]*401/)
  await t.rejects(disconnectClient(world, tell, connected), { message: 'Demo assistant is not connected.' })
})

t.test('a click that ends nothing ends the demo', async t => {
  const { world, tell, client, walk, connect } = await oauthStory(t)
  const browser = { ...walk.browser, submit: () => walk.browser.open(`${world.serverUrl}/oauth/clients`) }
  await t.rejects(disconnectClient(world, tell, { client, tokens: await connect(), browser }), {
    message: 'Demo assistant is still connected.',
  })
})
