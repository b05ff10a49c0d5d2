import t from 'tap'
import { refuseWithoutToken } from '../../../../src/cli/demo/steps/refuse-without-token.js'
import { startServer } from '../../../helpers/start-server.js'
import { story } from '../story.js'

t.test('a server that lets everybody in, or refuses without a challenge, ends the demo', async t => {
  for (const [status, headers] of [
    [200, {}],
    [401, {}],
    [403, { 'www-authenticate': 'Bearer' }],
  ] as const) {
    const { url } = await startServer(t, (_request, response) => response.writeHead(status, headers).end())
    await t.rejects(refuseWithoutToken({ serverUrl: url }, story().tell), { code: 'NCMCP_DEMO_FAILED' })
  }
})

t.test('both requests are shown: without a token, and with a guessed one', async t => {
  const challenge = { 'www-authenticate': 'Bearer realm="x"' }
  const { url, received } = await startServer(t, (_request, response) => response.writeHead(401, challenge).end())
  const { tell, told } = story()
  await refuseWithoutToken({ serverUrl: url }, tell)
  t.strictSame(
    received.map(({ headers }) => headers.authorization),
    [undefined, 'Bearer guessed'],
  )
  t.equal(told().split('401  WWW-Authenticate: Bearer realm="x"').length, 3)
})
