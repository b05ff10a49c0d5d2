import t from 'tap'
import { basicHeader, openMcpSession, openSessionWith, openStdioSession } from '../../../src/cli/demo/mcp-session.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('the official client lists and calls, and a tool that fails fails the demo', async t => {
  const server = await startHybridServer(t)
  const alice = server.sandbox.users.find(user => user.uid === 'alice')!
  const mcp = await openMcpSession(server.url, alice)
  t.teardown(() => mcp.close())
  t.ok((await mcp.toolNames()).includes('nc_users_whoami'))
  t.match(await mcp.call('nc_users_whoami', {}), { user_id: 'alice' })
  await t.rejects(mcp.call('nc_notes_get_note', { note_id: 999_999 }), { code: 'NCMCP_DEMO_FAILED' })
})

t.test('a password with a colon and letters of any script is encoded as RFC 7617 says', async t => {
  t.equal(Buffer.from(basicHeader('ada', 'a:ü').slice(6), 'base64').toString(), 'ada:a:ü')
})

t.test('a client that is not let in, and a child process without an account, end the demo', async t => {
  const { url } = await startHybridServer(t)
  await t.rejects(openSessionWith(url, basicHeader('alice', 'wrong')), { message: 'The MCP client was not let in.' })
  await t.rejects(openStdioSession({}), { message: 'The child process does not serve its client.' })
})
