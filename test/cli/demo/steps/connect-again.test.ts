import t from 'tap'
import { connectAgain } from '../../../../src/cli/demo/steps/connect-again.js'
import { oauthStory } from '../oauth-story.js'

t.test('nobody has to sign in a second time, and the tokens are new', async t => {
  const { world, tell, told, walk, connect } = await oauthStory(t)
  const first = await connect()
  const before = told().length
  const again = await connectAgain(world, tell, walk)
  t.not(again.access_token, first.access_token)
  t.notMatch(told().slice(before), /asks who she is/)
})

t.test('a browser that brings the answer to something else ends the demo', async t => {
  const { world, tell, walk } = await oauthStory(t)
  const callback = { ...walk.callback, take: () => new URLSearchParams({ code: 'c', state: 'other' }) }
  await t.rejects(connectAgain(world, tell, { ...walk, callback }), { code: 'NCMCP_DEMO_FAILED' })
})
