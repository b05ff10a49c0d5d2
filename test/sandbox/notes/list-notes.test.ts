import t from 'tap'
import { createCore } from '../../../src/sandbox/create-core.js'
import { listNotes } from '../../../src/sandbox/notes/list-notes.js'
import { createNoteStore } from '../../../src/sandbox/notes/note-store.js'
import { DEFAULT_NOTES_SETTINGS } from '../../../src/sandbox/notes/notes-settings.js'

function fiveNotes() {
  const clock = { now: 1_000_000 }
  const store = createNoteStore(createCore({ now: () => clock.now }), 'alice', DEFAULT_NOTES_SETTINGS)
  for (const title of ['a', 'b', 'c', 'd', 'e']) {
    store.create({ title, category: title < 'c' ? 'first' : '' })
    clock.now += 1000
  }
  return store
}
const list = (query: string) => listNotes(fiveNotes(), new URLSearchParams(query))
const titles = (notes: { title?: string }[]) => notes.map(({ title }) => title)

t.test('chunks follow each other without loss, and the last names all ids', async t => {
  const first = list('chunkSize=2')
  t.strictSame(titles(first.notes), ['a', 'b'])
  t.equal(first.chunk?.pending, 3)
  const last = list(`chunkSize=9&chunkCursor=${first.chunk?.cursor}`)
  t.strictSame(titles(last.notes), ['c', 'd', 'e', undefined, undefined])
  t.equal(last.chunk, undefined)
})

t.test('a cursor that makes no sense starts again', async t => {
  t.strictSame(titles(list('chunkSize=2&chunkCursor=nonsense').notes), ['a', 'b'])
})

t.test('what is older than pruneBefore comes as an id alone', async t => {
  const { notes } = list('pruneBefore=1002')
  t.strictSame(titles(notes), ['c', 'd', 'e', undefined, undefined])
  t.strictSame(Object.keys(notes.at(-1) ?? {}), ['id'])
})

t.test('a category is exact, and what is excluded is left out', async t => {
  const { notes } = list('category=first&exclude=content,title')
  t.equal(notes.length, 2)
  t.notOk('content' in notes[0]! || 'title' in notes[0]!)
})

t.test('the ETag is that of what is shown', async t => {
  const store = fiveNotes()
  const etag = (query: string) => listNotes(store, new URLSearchParams(query)).etag
  t.equal(etag(''), etag(''))
  t.not(etag(''), etag('exclude=content'))
})
