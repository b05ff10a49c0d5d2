import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

t.test('a new file is 201, the next one 204, and If-None-Match * keeps what is there', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'one' }), { status: 201 })
  t.match(await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'two' }), { status: 204 })
  const headers = { 'if-none-match': '*' }
  t.match(await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'three', headers }), { status: 412 })
  t.match(await ask('alice', 'GET', `${FILES}/x.txt`), { text: 'two' })
})

t.test('a missing parent is 404, unless it shall be made', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'PUT', `${FILES}/a/b/x.txt`, { body: 'x' }), { status: 404 })
  const headers = { 'x-nc-webdav-auto-mkcol': '1' }
  t.match(await ask('alice', 'PUT', `${FILES}/a/b/x.txt`, { body: 'x', headers }), { status: 201 })
})

t.test('nobody writes to somebody else, onto a folder, or over the quota', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('bob', 'PUT', `${FILES}/x.txt`, { body: 'x' }), { status: 403 })
  await ask('alice', 'MKCOL', `${FILES}/a`)
  t.match(await ask('alice', 'PUT', `${FILES}/a`, { body: 'x' }), { status: 409 })
  await ask('admin', 'PUT', '/ocs/v2.php/cloud/users/alice', { body: { key: 'quota', value: '3 B' } })
  t.match(await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'four' }), { status: 507 })
  t.match(await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'for' }), { status: 201 })
})

t.test('the time of the file is taken when it is sent', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'x', headers: { 'x-oc-mtime': '1700000000' } })
  t.equal((await ask('alice', 'GET', `${FILES}/x.txt`)).headers.get('last-modified'), 'Tue, 14 Nov 2023 22:13:20 GMT')
})
