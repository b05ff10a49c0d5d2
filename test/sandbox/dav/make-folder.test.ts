import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

t.test('a folder is made once, in a folder that is there', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'MKCOL', `${FILES}/a`), { status: 201 })
  t.match(await ask('alice', 'MKCOL', `${FILES}/a`), { status: 405 })
  t.match(await ask('alice', 'MKCOL', `${FILES}/b/c`), { status: 409 })
  t.match(await ask('bob', 'MKCOL', `${FILES}/d`), { status: 403 })
})
