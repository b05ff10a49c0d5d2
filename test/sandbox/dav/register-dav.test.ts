import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

t.test('methods that no plugin takes are 501, OPTIONS tells what is taken', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'LOCK', `${FILES}/x`), { status: 501 })
  const answer = await ask('alice', 'OPTIONS', FILES)
  t.match(answer.headers.get('allow'), /PROPFIND/)
  t.match(answer.headers.get('dav'), /^1, 3/)
})

t.test('the old endpoint shows the same files', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', '/remote.php/webdav/x.txt', { body: 'x' })
  t.match(await ask('alice', 'GET', `${FILES}/x.txt`), { text: 'x' })
  t.match((await ask('alice', 'PROPFIND', '/remote.php/webdav/')).text, '<d:href>/remote.php/webdav/x.txt<')
})

t.test('a stranger gets nothing', async t => {
  const { ask } = await openSandbox(t)
  for (const method of ['GET', 'PUT', 'PROPFIND', 'SEARCH', 'DELETE', 'MKCOL', 'COPY']) {
    t.match(await ask(null, method, `${FILES}/x`), { status: 401 }, method)
  }
})
