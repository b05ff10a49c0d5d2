import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

t.test('a forbidden name is refused with the reason, wherever it would be made', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'x' })
  const destination = { headers: { destination: `${FILES}/.htaccess` } }
  for (const [method, path, question] of [
    ['PUT', `${FILES}/.htaccess`, { body: 'x' }],
    ['MKCOL', `${FILES}/.htaccess`, {}],
    ['COPY', `${FILES}/x.txt`, destination],
    ['MOVE', `${FILES}/x.txt`, destination],
  ] as const) {
    t.match(await ask('alice', method, path, question), { status: 400, text: /Filename is a reserved word/ }, method)
  }
  t.match(await ask('alice', 'PUT', `${FILES}/a%5Cb`, { body: 'x' }), { status: 400 })
})
