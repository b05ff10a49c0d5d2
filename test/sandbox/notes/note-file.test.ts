import t from 'tap'
import { createFileStore } from '../../../src/sandbox/files/file-store.js'
import { isNoteName, noteOf, titleOf, without } from '../../../src/sandbox/notes/note-file.js'

t.test('a note is what its file is, with an ETag that changes with everything shown', async t => {
  const store = createFileStore({ now: () => 5000, randomId: () => 'x', emit: () => {} })
  const folder = store.createFolder('alice', store.createFolder('alice', store.root('alice'), 'Notes'), 'Work')
  const file = store.write('alice', folder, 'A title.md', Buffer.from('text'))
  const note = noteOf(file, 1)
  t.match(note, {
    title: 'A title',
    category: 'Work',
    content: 'text',
    modified: 5,
    internalPath: '/Notes/Work/A title.md',
  })
  t.equal(titleOf(file), 'A title')
  file.favorite = true
  t.not(noteOf(file, 1).etag, note.etag)
  t.strictSame(Object.keys(without(note, ['content', 'etag', 'id'])).includes('content'), false)
  t.match(without(note, ['content', 'etag', 'id']), { id: note.id, etag: note.etag })
})

t.test('text and Markdown are notes, pictures are not', async t => {
  t.ok(isNoteName('a.md') && isNoteName('a.TXT'))
  t.notOk(isNoteName('a.png') || isNoteName('md'))
})
