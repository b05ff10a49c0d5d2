import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

t.test('the link of a file leads to its folder, for its owner alone', async t => {
  const { ask } = await openSandbox(t)
  const put = await ask('alice', 'PUT', '/remote.php/dav/files/alice/x.txt', { body: 'x' })
  const id = Number.parseInt(put.headers.get('oc-fileid') ?? '', 10)
  const link = await ask('alice', 'GET', `/index.php/f/${id}`)
  t.equal(link.status, 303)
  t.equal(link.headers.get('location'), `/apps/files/files/${id}?dir=/&openfile=true`)
  t.match(await ask('bob', 'GET', `/index.php/f/${id}`), { status: 404 })
  t.match(await ask(null, 'GET', `/index.php/f/${id}`), { status: 404 })
})
