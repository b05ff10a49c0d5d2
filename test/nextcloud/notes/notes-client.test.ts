import t from 'tap'
import { person } from '../../helpers/person.js'

const NEW = { title: 'Plan', content: '# Plan', category: 'Work/Now' }

t.test('a note comes back as Nextcloud stored it', async t => {
  const { nextcloud } = await person(t)
  const created = await nextcloud.notes.create({ ...NEW, title: 'a/b:c' })
  t.match(created, { title: 'abc', category: 'Work/Now', content: '# Plan', favorite: false, readonly: false })
  t.match(created.modified, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  t.notMatch(created.etag, /"/)
  t.strictSame(await nextcloud.notes.get(created.id), created)
})

t.test('an update changes only what is given, empty text included', async t => {
  const { nextcloud } = await person(t)
  const { id } = await nextcloud.notes.create(NEW)
  t.match(await nextcloud.notes.update(id, { content: '' }), { title: 'Plan', content: '', category: 'Work/Now' })
  t.match(await nextcloud.notes.update(id, { category: '' }), { title: 'Plan', content: '', category: '' })
})

t.test('an update with an old etag fails and names the current one', async t => {
  const { nextcloud } = await person(t)
  const first = await nextcloud.notes.create(NEW)
  const second = await nextcloud.notes.update(first.id, { content: 'two' }, first.etag)
  await t.rejects(nextcloud.notes.update(first.id, { content: 'three' }, first.etag), {
    name: 'PreconditionFailed',
    currentEtag: second.etag,
  })
  t.match(await nextcloud.notes.update(first.id, { content: 'three' }, `"${second.etag}"`), { content: 'three' })
})

t.test('what is gone, or somebody else’s, is not found', async t => {
  const { nextcloud, sandbox } = await person(t)
  const bob = await person(t, { uid: 'bob', sandbox })
  const { id } = await nextcloud.notes.create(NEW)
  await t.rejects(bob.nextcloud.notes.get(id), { name: 'NotFound' })
  await nextcloud.notes.remove(id)
  await t.rejects(nextcloud.notes.get(id), { name: 'NotFound' })
  await t.rejects(nextcloud.notes.remove(id), { name: 'NotFound' })
  await t.rejects(nextcloud.notes.update(id, NEW), { name: 'NotFound' })
})

t.test('chunks hold every note once, and no ghosts', async t => {
  const { nextcloud } = await person(t)
  for (const title of ['A', 'B', 'C', 'D', 'E']) await nextcloud.notes.create({ ...NEW, title })
  const first = await nextcloud.notes.list({ withContent: true, size: 2 })
  const second = await nextcloud.notes.list({ withContent: true, size: 2, cursor: first.cursor })
  const third = await nextcloud.notes.list({ withContent: true, size: 2, cursor: second.cursor })
  const titles = [first, second, third].flatMap(({ notes }) => notes.map(({ title }) => title))
  t.strictSame(titles.toSorted(), ['A', 'B', 'C', 'D', 'E'])
  t.equal(third.cursor, undefined)
})

t.test('a list can leave out texts and keep to a category', async t => {
  const { nextcloud } = await person(t)
  await nextcloud.notes.create(NEW)
  await nextcloud.notes.create({ ...NEW, title: 'Other', category: 'Home & garden' })
  const { notes } = await nextcloud.notes.list({ category: 'Home & garden', withContent: false, size: 10 })
  t.match(notes, [{ title: 'Other', content: '' }])
  t.equal(notes.length, 1)
})

t.test('without the Notes app the failure says so', async t => {
  const { nextcloud, sandbox } = await person(t)
  sandbox.failNext({ path: /apps\/notes/, status: 404, headers: { 'content-type': 'text/html' } })
  await t.rejects(nextcloud.notes.list({ withContent: false, size: 10 }), { name: 'AppMissing', message: /Notes/ })
})
