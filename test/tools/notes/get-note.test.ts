import t from 'tap'
import { getNote } from '../../../src/tools/notes/get-note.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('a note is read in full', async t => {
  const { context, nextcloud } = await person(t)
  const note = await nextcloud.notes.create({ title: 'Plan', content: '# Plan', category: 'Work' })
  t.strictSame(await runTool(getNote, context, { note_id: note.id }), note)
})

t.test('a note that is not there is not found', async t => {
  const { context } = await person(t)
  await t.rejects(runTool(getNote, context, { note_id: 9999 }), { name: 'NotFound' })
})

for (const note_id of ['../../users', '1', 1.5, -1, 0, null]) {
  t.test(`${JSON.stringify(note_id)} is no id and asks nothing`, async t => {
    const { context, sandbox } = await person(t)
    await t.rejects(runTool(getNote, context, { note_id }), { name: 'ZodError' })
    t.equal(sandbox.calls.length, 0)
  })
}
