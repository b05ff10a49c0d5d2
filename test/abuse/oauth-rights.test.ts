import t from 'tap'
import { startOAuthServer } from '../helpers/oauth-server.js'

const names = (tools: { name: string }[]) => tools.map(({ name }) => name)
const NOTE = { title: 'Plan', content: 'one' }

t.test(
  'GAP-39: what a token has no scope for is not listed, and calling it is 403 before anything happens',
  async t => {
    const { app, token, post, callTool, sandbox, url } = await startOAuthServer(t)
    const reader = await token('alice', { scope: 'openid notes.read' })
    const listed = names((await post(reader, 'tools/list')).body.result.tools)
    t.ok(listed.includes('nc_notes_search_notes'))
    for (const hidden of ['nc_notes_create_note', 'nc_files_read_file']) t.notOk(listed.includes(hidden), hidden)
    await app.oauth?.probe.settled()
    sandbox.clearCalls()
    const denied = await callTool(reader, 'nc_notes_create_note', NOTE)
    t.equal(denied.status, 403)
    t.equal(
      denied.challenge,
      `Bearer error="insufficient_scope", scope="openid notes.read notes.write", resource_metadata="${url}/.well-known/oauth-protected-resource/mcp"`,
    )
    t.match(denied.body, { error: 'insufficient_scope', scopes_required: ['notes.write'] })
    t.strictSame(sandbox.calls, [], 'Nextcloud was not asked')
  },
)

t.test('GAP-39: listing and calling follow the same rule, tool by tool', async t => {
  const { token, post, callTool } = await startOAuthServer(t)
  const all = names((await post(await token('alice'), 'tools/list')).body.result.tools)
  for (const scope of ['openid', 'openid notes.read', 'openid files.write', 'openid notes.write files.read']) {
    const bearer = await token('alice', { scope })
    const listed = names((await post(bearer, 'tools/list')).body.result.tools)
    for (const name of all.filter(one => !one.startsWith('nc_access_'))) {
      const { status } = await callTool(bearer, name, { there: 'is no such parameter' })
      t.equal(status === 403, !listed.includes(name), `${scope}: ${name}`)
    }
  }
})

t.test('GAP-39: a call cannot hide its name from the check', async t => {
  const { token, url } = await startOAuthServer(t)
  const bearer = await token('alice', { scope: 'openid' })
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'nc_notes_create_note', arguments: NOTE },
  }
  const bodies = [
    JSON.stringify(call),
    JSON.stringify([call]),
    JSON.stringify([{ jsonrpc: '2.0', id: 2, method: 'ping' }, call]),
    JSON.stringify(call).replace('nc_notes', '\\u006ec_notes'),
    `{"method":"ping",${JSON.stringify(call).slice(1)}`,
    JSON.stringify({ ...call, id: 'x', params: { ...call.params, task: {} } }),
  ]
  for (const body of bodies) {
    const headers = {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    }
    t.equal((await fetch(`${url}/mcp`, { method: 'POST', headers, body })).status, 403, body)
  }
})

t.test(
  'VER-13: a token without any of our scopes opens what concerns its person alone, until the setting says otherwise',
  async t => {
    const strict = await startOAuthServer(t)
    const bare = await strict.token('alice', { scope: 'openid profile' })
    t.strictSame(
      names((await strict.post(bare, 'tools/list')).body.result.tools).filter(name => /notes|files/.test(name)),
      [],
    )
    t.notOk((await strict.callTool(bare, 'nc_users_whoami')).body.result.isError)
    t.equal((await strict.callTool(bare, 'nc_notes_create_note', NOTE)).status, 403)

    const lenient = await startOAuthServer(t, { env: { MCP_SCOPES_REQUIRED: 'false' } })
    const free = await lenient.token('alice', { scope: 'openid profile' })
    t.notOk((await lenient.callTool(free, 'nc_notes_create_note', NOTE)).body.result.isError)
    const narrow = await lenient.token('alice', { scope: 'openid notes.read' })
    t.equal((await lenient.callTool(narrow, 'nc_notes_create_note', NOTE)).status, 403, 'a token never widens itself')
  },
)

t.test('scopes that a client may not have are not in its token, and so not among its rights', async t => {
  const { token, callTool } = await startOAuthServer(t)
  const limited = await token('alice', { allowedScopes: 'openid notes.read' })
  t.equal((await callTool(limited, 'nc_notes_create_note', NOTE)).status, 403)
  t.notOk((await callTool(limited, 'nc_notes_search_notes', {})).body.result.isError)
})

t.test('a token gives no rights that its person does not have', async t => {
  const { token, callTool } = await startOAuthServer(t)
  const created = await callTool(await token('alice'), 'nc_notes_create_note', NOTE)
  const { id } = created.body.result.structuredContent
  const other = await callTool(await token('bob'), 'nc_notes_get_note', { note_id: id })
  t.match(other.body.result, { isError: true, content: [{ text: /NCMCP_NOT_FOUND/ }] })
})
