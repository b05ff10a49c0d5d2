import t from 'tap'
import { noteFields } from '../../../src/sandbox/notes/note-fields.js'

t.test('what was sent is taken, what was not is left alone', async t => {
  t.strictSame(noteFields({ content: 'x', favorite: false, other: 1 }), { content: 'x', favorite: false })
  t.strictSame(noteFields({}), {})
  t.strictSame(noteFields({ title: 5, category: null }), { title: '5' })
})

t.test('a type that PHP would not convert is refused', async t => {
  t.equal(noteFields({ content: ['x'] }), undefined)
  t.equal(noteFields({ modified: 'yesterday' }), undefined)
})
