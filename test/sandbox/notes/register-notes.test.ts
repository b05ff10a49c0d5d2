import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const NOTES = '/index.php/apps/notes/api/v1/notes'

t.test('a stale If-Match changes nothing and shows the note as it is', async t => {
  const { ask } = await openSandbox(t)
  const made = await ask('alice', 'POST', NOTES, { body: { title: 'T', content: 'one' } })
  const { id, etag } = made.json as { id: number; etag: string }
  const put = (ifMatch: string, content: string) =>
    ask('alice', 'PUT', `${NOTES}/${id}`, { headers: { 'if-match': ifMatch }, body: { content } })
  t.match(await put(`"${etag}"`, 'two'), { status: 200, json: { content: 'two' } })
  t.match(await put(`"${etag}"`, 'three'), { status: 412, json: { content: 'two' } })
  t.match(await put(etag, 'three'), { status: 412 }, 'without quotes it never matches')
})

t.test('a note is a file, and a file in the folder is a note', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'POST', NOTES, { body: { title: 'T', content: 'one' } })
  t.match(await ask('alice', 'GET', '/remote.php/dav/files/alice/Notes/T.md'), { text: 'one' })
  await ask('alice', 'PUT', '/remote.php/dav/files/alice/Notes/U.md', { body: 'two' })
  t.match(await ask('alice', 'GET', NOTES), { json: [{ title: 'T' }, { title: 'U', content: 'two' }] })
})

t.test("another person's note is not there, an id that is no number is a bad path", async t => {
  const { ask } = await openSandbox(t)
  const { id } = (await ask('alice', 'POST', NOTES, { body: {} })).json as { id: number }
  t.match(await ask('bob', 'GET', `${NOTES}/${id}`), { status: 404 })
  t.match(await ask('bob', 'DELETE', `${NOTES}/${id}`), { status: 404 })
  t.match(await ask('bob', 'GET', `${NOTES}/abc`), { status: 400, json: [] })
  t.match(await ask('alice', 'GET', '/apps/notes/api/v1.3/notes'), { status: 400, json: [] })
})
