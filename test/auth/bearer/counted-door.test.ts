import t from 'tap'
import type { BearerResult } from '../../../src/auth/bearer/bearer-door.js'
import { countedDoor } from '../../../src/auth/bearer/counted-door.js'
import { clientFault } from '../../../src/auth/bearer/token-facts.js'
import { Secret } from '../../../src/lib/secret.js'
import { freePort } from '../../helpers/free-port.js'
import { startOAuthServer } from '../../helpers/oauth-server.js'
import { connect, newClient } from '../../helpers/scripted-client.js'

t.test('a verdict is counted once, with its reason, and given on as it is', async t => {
  const counted: string[][] = []
  const refused: BearerResult = clientFault('inactive')
  const door = countedDoor(
    { owns: () => true, enter: async () => refused },
    { tokenJudged: (...all) => void counted.push(all) },
  )
  t.equal(await door.enter(new Secret('ncmcp_at_x')), refused)
  t.ok(door.owns(new Secret('ncmcp_at_x')))
  t.strictSame(counted, [['mcp', 'opaque', 'inactive']])
})

t.test('tokens of ours stand in the metrics beside those of Nextcloud', async t => {
  const server = await startOAuthServer(t, { env: { METRICS_ENABLED: 'true', METRICS_PORT: String(await freePort()) } })
  const { body } = await connect(server, await newClient(server))
  await server.callTool(body.access_token, 'nc_users_whoami')
  await server.callTool(`ncmcp_at_${'x'.repeat(43)}`, 'nc_users_whoami')
  const { text } = await server.app.metrics.exposition()
  for (const result of ['valid', 'inactive'])
    t.match(
      text,
      new RegExp(`mcp_oauth_token_validations_total\\{surface="mcp",method="opaque",result="${result}"\\} 1`),
    )
})
