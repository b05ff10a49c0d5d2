import t from 'tap'
import { Secret } from '../../src/lib/secret.js'
import { connectNextcloud } from '../../src/nextcloud/connect-nextcloud.js'
import { person } from '../helpers/person.js'
import { testHttpClient } from '../helpers/test-http-client.js'

t.test('connecting asks nothing, and each client is made once', async t => {
  const { sandbox, nextcloud } = await person(t)
  t.equal(nextcloud.notes, nextcloud.notes)
  t.equal(nextcloud.files, nextcloud.files)
  t.equal(nextcloud.users, nextcloud.users)
  t.equal(nextcloud.webhooks, nextcloud.webhooks)
  t.equal(sandbox.calls.length, 0)
})

t.test('a person whose uid is not the login name writes below the uid', async t => {
  const { sandbox, nextcloud } = await person(t, { uid: 'u-1f3a' })
  t.equal(nextcloud.userId, 'u-1f3a')
  await nextcloud.files.write('/x.txt', 'x')
  t.match(sandbox.calls, [{ path: '/remote.php/dav/files/u-1f3a/x.txt', authorization: 'basic', ocsApiRequest: true }])
})

t.test('an installation in a sub-path is reached there', async t => {
  const { nextcloud } = await person(t, { settings: { basePath: '/cloud' } })
  await nextcloud.files.createFolder('/Docs')
  t.match(await nextcloud.files.list('/'), [{ path: '/Docs' }])
  t.match(await nextcloud.users.current(), { id: 'alice' })
})

t.test('links lead to where a browser finds Nextcloud', async t => {
  const { nextcloud, sandbox } = await person(t)
  const created = await nextcloud.notes.create({ title: 'Linked', content: '', category: '' })
  t.equal(created.url, `https://cloud.example/index.php/apps/notes/note/${created.id}`)
  const credential = { kind: 'basic' as const, loginName: 'alice', password: new Secret('alice-demo-password') }
  const plain = connectNextcloud(testHttpClient(t).http, { baseUrl: sandbox.url, userId: 'alice', credential })
  t.equal(plain.files.linkTo(7), `${sandbox.url}/index.php/f/7`)
})
