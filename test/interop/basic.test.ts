import t from 'tap'
import { askSandbox } from '../helpers/ask-sandbox.js'
import { startHybridServer } from '../helpers/hybrid-server.js'
import { OFFICIAL_CLIENTS } from './official-clients.js'

const NOTES = '/index.php/apps/notes/api/v1/notes'

for (const { title, revision, open } of OFFICIAL_CLIENTS) {
  t.test(`${title} works by Basic in hybrid, and what it writes is in Nextcloud`, async t => {
    const server = await startHybridServer(t)
    const client = open(new URL(`${server.url}/mcp`), { requestInit: { headers: server.basic('alice') } })
    t.teardown(() => client.close())
    await client.connect()
    t.equal(client.revision(), revision)
    const { tools } = await client.listTools()
    t.ok(tools.some(({ name }) => name === 'nc_notes_create_note'))

    const created = await client.callTool('nc_notes_create_note', { title: 'Plan', content: 'One' })
    const { id } = created.structuredContent
    await client.callTool('nc_notes_append_content', { note_id: id, content: 'Two' })
    const ask = askSandbox(server.sandbox)
    t.match((await ask('alice', 'GET', `${NOTES}/${id}`)).json, { title: 'Plan', content: /^One[^]*Two$/ })
    t.equal((await ask('carol.login', 'GET', `${NOTES}/${id}`)).status, 404, 'and not in anybody else’s')
  })

  t.test(`${title} hears that its password is wrong, and does nothing else about it`, async t => {
    const server = await startHybridServer(t)
    const headers = server.basic('alice', 'wrong')
    const client = open(new URL(`${server.url}/mcp`), { requestInit: { headers } })
    t.teardown(() => client.close())
    await t.rejects(client.connect(), /401|unauthorized|credential/i)
    t.strictSame(
      server.sandbox.calls.filter(({ path }) => path.startsWith('/index.php/apps/')).map(({ path }) => path),
      [],
    )
  })
}
