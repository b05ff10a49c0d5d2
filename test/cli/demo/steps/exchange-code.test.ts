import t from 'tap'
import { exchangeCode } from '../../../../src/cli/demo/steps/exchange-code.js'
import { walkSignIn } from '../../../../src/cli/demo/walk-sign-in.js'
import { startServer } from '../../../helpers/start-server.js'
import { oauthStory } from '../oauth-story.js'

t.test('a code becomes opaque tokens, once', async t => {
  const { world, tell, told, client, walk } = await oauthStory(t)
  const authorized = await walkSignIn(world, tell, walk)
  const tokens = await exchangeCode(tell, client, authorized)
  t.match(tokens, { access_token: /^ncmcp_at_/, refresh_token: /^ncmcp_rt_/, scope: /notes\.write/ })
  t.notOk(told().includes(tokens.access_token), 'the whole token is not shown')
  await t.rejects(exchangeCode(tell, client, authorized), { code: 'NCMCP_DEMO_FAILED' })
})

t.test("a server that hands on Nextcloud's token ends the demo", async t => {
  const { tell, client } = await oauthStory(t)
  const answer = { access_token: 'eyJ.a.b', token_type: 'Bearer', expires_in: 1, refresh_token: 'r', scope: '' }
  const { url } = await startServer(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  const other = { ...client, metadata: { ...client.metadata, token_endpoint: url } }
  await t.rejects(exchangeCode(tell, other, { code: 'c', verifier: 'v' }), {
    message: 'The access token is not one of our own.',
  })
})
