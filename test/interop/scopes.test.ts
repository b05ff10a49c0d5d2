import t from 'tap'
import { refresh } from '../helpers/scripted-client.js'
import { begin, REDIRECT } from './begin.js'
import { OFFICIAL_CLIENTS } from './official-clients.js'
import { throughThePages } from './through-the-pages.js'

const NOTE = { title: 'More', content: 'Allowed by and by' }

for (const official of OFFICIAL_CLIENTS) {
  t.test(`${official.title} asks for more when a tool needs more than it has`, async t => {
    const { server, kept, asking, connect } = await begin(t, official)
    await asking.finishAuth(await throughThePages(server, kept.url!.href))
    const client = { id: kept.client.client_id, secret: undefined, redirectUri: REDIRECT, scope: undefined }
    const { body } = await refresh(server, client, kept.tokens.refresh_token, { scope: 'notes.read' })
    t.equal(body.scope, 'notes.read')
    kept.tokens = { ...body, refresh_token: undefined }

    const narrow = connect()
    await narrow.connect()
    const { tools } = await narrow.listTools()
    t.ok(tools.some(({ name }) => name === 'nc_notes_search_notes'))
    t.notOk(
      tools.some(({ name }) => name === 'nc_notes_create_note'),
      'it does not even see it',
    )
    const before = kept.url!.href
    await t.rejects(narrow.callTool('nc_notes_create_note', NOTE), /unauthorized/i, 'but may have known it before')
    t.not(kept.url!.href, before)
    t.ok(kept.url!.searchParams.get('scope')?.split(' ').includes('notes.write'), 'and asks for what it lacks')

    await narrow.finishAuth(await throughThePages(server, kept.url!.href))
    const wide = connect()
    await wide.connect()
    t.match(await wide.callTool('nc_notes_create_note', NOTE), { structuredContent: { title: NOTE.title } })
  })
}
