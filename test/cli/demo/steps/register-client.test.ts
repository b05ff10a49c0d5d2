import t from 'tap'
import { discover } from '../../../../src/cli/demo/steps/discover.js'
import { CLIENT_NAME, registerClient } from '../../../../src/cli/demo/steps/register-client.js'
import { startOAuthServer } from '../../../helpers/oauth-server.js'
import { story } from '../story.js'

t.test(
  'a client gets an id and no secret; one with a redirect that is not safe gets none, and ends the demo',
  async t => {
    const { url } = await startOAuthServer(t)
    const { tell, told } = story()
    const found = await discover({ serverUrl: url }, tell, `${url}/.well-known/oauth-protected-resource/mcp`)
    const redirectUrl = 'http://127.0.0.1:9/callback'
    const { information } = await registerClient(tell, found, redirectUrl)
    t.match(information, { client_id: /^ncmcp_client_/, client_name: CLIENT_NAME, redirect_uris: [redirectUrl] })
    t.notOk(information.client_secret)
    t.match(told(), information.client_id)
    await t.rejects(registerClient(tell, found, 'http://elsewhere.example/callback'), { code: 'NCMCP_DEMO_FAILED' })
  },
)
