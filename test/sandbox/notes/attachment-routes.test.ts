import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FORM =
  '--xyz\r\nContent-Disposition: form-data; name="file"; filename="hello.txt"\r\nContent-Type: text/plain\r\n\r\nattached\r\n--xyz--\r\n'
const upload = { body: FORM, headers: { 'content-type': 'multipart/form-data; boundary=xyz' } }

t.test('an attachment lies beside its note and comes back as it went', async t => {
  const { ask } = await openSandbox(t)
  const { id } = (await ask('alice', 'POST', '/apps/notes/api/v1/notes', { body: {} })).json as { id: number }
  const { filename } = (await ask('alice', 'POST', `/apps/notes/api/v1.4/attachment/${id}`, upload)).json as {
    filename: string
  }
  t.match(filename, /^[0-9a-f]{32}\.txt$/)
  const url = `/apps/notes/api/v1.4/attachment/${id}?path=`
  t.match(await ask('alice', 'GET', url + filename), { status: 200, text: 'attached' })
  t.match(await ask('alice', 'GET', `${url}nothing.txt`), { status: 404 })
  t.match(await ask('bob', 'GET', url + filename), { status: 404 })
})

t.test('there is none without a note or without a file, and none under v1', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'POST', '/apps/notes/api/v1.4/attachment/1', upload), { status: 404 })
  t.match(await ask('alice', 'POST', '/apps/notes/api/v1/attachment/1', upload), { status: 405 })
})
