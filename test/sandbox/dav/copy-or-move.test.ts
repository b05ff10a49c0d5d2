import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

const to = (name: string, more: Record<string, string> = {}) => ({
  headers: { destination: `${FILES}/${name}`, ...more },
})

t.test('a copy leaves the source, a move takes it along', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'x' })
  t.match(await ask('alice', 'COPY', `${FILES}/x.txt`, to('y.txt')), { status: 201 })
  t.match(await ask('alice', 'MOVE', `${FILES}/x.txt`, to('z.txt')), { status: 201 })
  t.match(await ask('alice', 'GET', `${FILES}/x.txt`), { status: 404 })
  t.match(await ask('alice', 'GET', `${FILES}/y.txt`), { text: 'x' })
  t.match(await ask('alice', 'GET', `${FILES}/z.txt`), { text: 'x' })
})

t.test('what is there is replaced, unless Overwrite is F', async t => {
  const { ask } = await openSandbox(t)
  for (const name of ['x', 'y']) await ask('alice', 'PUT', `${FILES}/${name}`, { body: name })
  t.match(await ask('alice', 'MOVE', `${FILES}/x`, to('y', { overwrite: 'F' })), { status: 412 })
  t.match(await ask('alice', 'MOVE', `${FILES}/x`, to('y')), { status: 204 })
  t.match(await ask('alice', 'GET', `${FILES}/y`), { text: 'x' })
})

t.test('not into itself, into nothing, to somebody else, or nowhere', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'MKCOL', `${FILES}/a`)
  t.match(await ask('alice', 'MOVE', `${FILES}/a`, to('a/b')), { status: 409 })
  t.match(await ask('alice', 'MOVE', `${FILES}/a`, to('a')), { status: 403 })
  t.match(await ask('alice', 'MOVE', `${FILES}/a`, to('none/a')), { status: 409 })
  t.match(await ask('alice', 'MOVE', `${FILES}/a`, to('../bob/a')), { status: 403 })
  t.match(await ask('alice', 'MOVE', `${FILES}/a`), { status: 400 })
})
