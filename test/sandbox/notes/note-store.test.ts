import t from 'tap'
import { createCore } from '../../../src/sandbox/create-core.js'
import { createNoteStore, freeName } from '../../../src/sandbox/notes/note-store.js'
import { DEFAULT_NOTES_SETTINGS } from '../../../src/sandbox/notes/notes-settings.js'

const setUp = () => {
  const core = createCore({ now: () => 1_000_000 })
  return { core, store: createNoteStore(core, 'alice', DEFAULT_NOTES_SETTINGS) }
}

t.test('a taken title is numbered', async t => {
  const { store, core } = setUp()
  t.equal(store.create({ title: 'T' }).title, 'T')
  t.equal(store.create({ title: 'T' }).title, 'T (2)')
  t.equal(freeName(core.files.root('alice'), 'T', '.md'), 'T.md')
})

t.test('another category moves the file, keeps the id, and an empty folder goes', async t => {
  const { store, core } = setUp()
  const { id } = store.create({ title: 'T', category: 'Work/Deep' })
  const moved = store.update(store.find(id)!, { category: 'Home' })
  t.match(moved, { id, category: 'Home', internalPath: '/Notes/Home/T.md' })
  t.equal(core.files.find('alice', ['Notes', 'Work']), undefined)
})

t.test('files outside of the notes folder, and of other kinds, are no notes', async t => {
  const { store, core } = setUp()
  const outside = core.files.write('alice', core.files.root('alice'), 'x.md', Buffer.alloc(0))
  store.create({ title: 'T' })
  const folder = core.files.find('alice', ['Notes'])
  const picture = folder?.kind === 'folder' && core.files.write('alice', folder, 'x.png', Buffer.alloc(0))
  t.equal(store.find(outside.id), undefined)
  t.equal(picture && store.find(picture.id), undefined)
  t.equal(store.files().length, 1)
})

t.test('a removed note is gone', async t => {
  const { store } = setUp()
  const { id } = store.create({ title: 'T' })
  store.remove(store.find(id)!)
  t.equal(store.find(id), undefined)
})
