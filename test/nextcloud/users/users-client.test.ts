import t from 'tap'
import { person } from '../../helpers/person.js'

t.test('a person is known by uid, name, address and groups', async t => {
  const { nextcloud } = await person(t, { uid: 'u-1f3a' })
  t.match(await nextcloud.users.current(), { id: 'u-1f3a', displayName: 'Carol', email: 'carol@example.org' })
})

t.test('groups are the person’s own to see, or an administrator’s', async t => {
  const { nextcloud, sandbox } = await person(t, { uid: 'admin' })
  t.strictSame(await nextcloud.users.groupsOf('admin'), ['admin'])
  t.strictSame(await nextcloud.users.groupsOf('alice'), [])
  const alice = await person(t, { sandbox })
  t.strictSame(await alice.nextcloud.users.groupsOf('alice'), [])
  await t.rejects(alice.nextcloud.users.groupsOf('bob'), { name: 'NotFound' })
})

t.test('an administrator gets the list of apps, anybody else what the capabilities announce', async t => {
  const { nextcloud, sandbox } = await person(t, { uid: 'admin' })
  t.ok((await nextcloud.users.enabledApps()).includes('notes'))
  t.strictSame(
    sandbox.calls.map(({ path }) => path),
    ['/ocs/v2.php/cloud/apps'],
  )
  const alice = await person(t, { sandbox })
  const announced = await alice.nextcloud.users.enabledApps()
  t.ok(announced.includes('notes'))
  t.strictSame(announced, announced.toSorted())
})

t.test('an outage of the list is not hidden behind the capabilities', async t => {
  const { nextcloud, sandbox } = await person(t, { uid: 'admin' })
  sandbox.failNext({ path: /cloud\/apps/, status: 500 })
  await t.rejects(nextcloud.users.enabledApps(), { name: 'NextcloudUnavailable' })
})

t.test('a uid cannot leave its place in the path', async t => {
  const { nextcloud, sandbox } = await person(t, { uid: 'admin' })
  await t.rejects(nextcloud.users.groupsOf('..'), { name: 'UnsafePath' })
  await t.rejects(nextcloud.users.groupsOf('../groups/x'), { name: 'NotFound' })
  t.match(sandbox.calls, [{ path: /users\/\.\.%2Fgroups%2Fx\/groups$/ }])
})

t.test('a wrong password is a refused credential', async t => {
  const { nextcloud, rejections } = await person(t, { password: 'wrong' })
  await t.rejects(nextcloud.users.current(), { name: 'CredentialRejected' })
  t.equal(rejections(), 1)
})
