import t from 'tap'
import { keepTokensApart } from '../../../../src/cli/demo/steps/keep-tokens-apart.js'
import { oauthStory } from '../oauth-story.js'

t.test("the client has none of Nextcloud's tokens; one that had would end the demo", async t => {
  const { world, tell, told, connect } = await oauthStory(t)
  await t.rejects(keepTokensApart(world, tell, {}), { message: 'Nothing of alice was stored.' })
  const tokens = await connect()
  await keepTokensApart(world, tell, tokens)
  t.equal(told().split('in what the client got: no').length, 3)
  const { token } = await world.app.oauth!.broker.getAccessToken('alice')
  t.notOk(told().includes(token.reveal()))
  await t.rejects(keepTokensApart(world, tell, { ...tokens, access_token: token.reveal() }), {
    message: "The client got Nextcloud's access token.",
  })
})
