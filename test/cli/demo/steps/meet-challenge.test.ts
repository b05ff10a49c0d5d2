import t from 'tap'
import { meetChallenge } from '../../../../src/cli/demo/steps/meet-challenge.js'
import { startServer } from '../../../helpers/start-server.js'
import { story } from '../story.js'

const answering = async (t: import('tap').Test, status: number, challenge: string) => {
  const { url } = await startServer(t, (_request, response) => {
    response.writeHead(status, { 'www-authenticate': challenge }).end()
  })
  return { serverUrl: url }
}

t.test('the way to the metadata is read from the challenge, and shown', async t => {
  const { tell, told } = story()
  const world = await answering(t, 401, 'Bearer scope="a b", resource_metadata="https://mcp.example/m"')
  t.equal(await meetChallenge(world, tell), 'https://mcp.example/m')
  t.match(told(), /POST \/mcp -> 401[^]*resource_metadata="https:\/\/mcp\.example\/m"/)
})

t.test('an answer that shows no way, or lets a stranger in, ends the demo', async t => {
  for (const [status, challenge] of [
    [200, 'Bearer resource_metadata="https://mcp.example/m"'],
    [401, 'Bearer'],
    [401, 'Basic realm="x"'],
  ] as const)
    await t.rejects(meetChallenge(await answering(t, status, challenge), story().tell), { code: 'NCMCP_DEMO_FAILED' })
})
