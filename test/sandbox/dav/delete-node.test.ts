import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

t.test('a folder goes with all that is in it; the root and foreign files stay', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'MKCOL', `${FILES}/a`)
  await ask('alice', 'PUT', `${FILES}/a/x.txt`, { body: 'x' })
  t.match(await ask('bob', 'DELETE', `${FILES}/a/x.txt`), { status: 404 })
  t.match(await ask('alice', 'DELETE', `${FILES}/a`, { headers: { 'if-match': '"stale"' } }), { status: 412 })
  t.match(await ask('alice', 'DELETE', `${FILES}/a`), { status: 204 })
  t.match(await ask('alice', 'GET', `${FILES}/a/x.txt`), { status: 404 })
  t.match(await ask('alice', 'DELETE', FILES), { status: 403 })
})
