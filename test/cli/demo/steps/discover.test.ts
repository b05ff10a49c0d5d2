import t, { type Test } from 'tap'
import { discover } from '../../../../src/cli/demo/steps/discover.js'
import { startOAuthServer } from '../../../helpers/oauth-server.js'
import { startServer } from '../../../helpers/start-server.js'
import { story } from '../story.js'

const PATH = '/.well-known/oauth-protected-resource/mcp'

t.test('both documents are read, each from the place that the one before names', async t => {
  const { url } = await startOAuthServer(t)
  const { tell, told } = story()
  const found = await discover({ serverUrl: url }, tell, `${url}${PATH}`)
  t.match(found, { resource: `${url}/mcp`, issuer: url, metadata: { registration_endpoint: `${url}/oauth/register` } })
  t.ok(found.scopes.includes('notes.write'))
  t.match(told(), /PKCE +S256/)
})

t.test('a server without metadata, and an issuer without registration, end the demo', async t => {
  const { url } = await startServer(t, (_request, response) => response.writeHead(404).end())
  await t.rejects(discover({ serverUrl: url }, story().tell, `${url}${PATH}`), { message: /no metadata/ })
  const without = await issuerWithoutRegistration(t)
  await t.rejects(discover({ serverUrl: without }, story().tell, `${without}${PATH}`), {
    message: 'The authorization server takes no registrations.',
  })
})

async function issuerWithoutRegistration(t: Test): Promise<string> {
  const { url } = await startServer(t, (request, response) => {
    const issuer = `http://${request.headers.host}`
    const resource = { resource: `${issuer}/mcp`, authorization_servers: [issuer] }
    const server = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ['code'],
    }
    const document = request.url === PATH ? resource : server
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document))
  })
  return url
}
