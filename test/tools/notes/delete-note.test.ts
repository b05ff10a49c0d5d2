import t from 'tap'
import { deleteNote } from '../../../src/tools/notes/delete-note.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('a note is deleted once', async t => {
  const { context, nextcloud } = await person(t)
  const { id } = await nextcloud.notes.create({ title: 'Old', content: '', category: '' })
  t.strictSame(await runTool(deleteNote, context, { note_id: id }), { note_id: id, recoverable: true })
  await t.rejects(nextcloud.notes.get(id), { name: 'NotFound' })
  await t.rejects(runTool(deleteNote, context, { note_id: id }), { name: 'NotFound' })
})

t.test('nobody deletes the note of somebody else', async t => {
  const { nextcloud, sandbox } = await person(t)
  const bob = await person(t, { uid: 'bob', sandbox })
  const { id } = await nextcloud.notes.create({ title: 'Mine', content: '', category: '' })
  await t.rejects(runTool(deleteNote, bob.context, { note_id: id }), { name: 'NotFound' })
  t.match(await nextcloud.notes.get(id), { title: 'Mine' })
})
