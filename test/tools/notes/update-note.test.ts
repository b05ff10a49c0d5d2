import t from 'tap'
import { updateNote } from '../../../src/tools/notes/update-note.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

const NEW = { title: 'Plan', content: 'one', category: 'Work' }

t.test('only what is given changes, and may become empty', async t => {
  const { context, nextcloud } = await person(t)
  const { id, etag } = await nextcloud.notes.create(NEW)
  const changed = await runTool(updateNote, context, { note_id: id, content: '', category: '', if_match: etag })
  t.match(changed, { title: 'Plan', category: '' })
  t.notOk('content' in changed, 'the text is not sent back')
  t.match(await nextcloud.notes.get(id), { content: '', etag: changed.etag })
})

t.test('an old etag changes nothing', async t => {
  const { context, nextcloud } = await person(t)
  const { id, etag } = await nextcloud.notes.create(NEW)
  const second = await nextcloud.notes.update(id, { content: 'two' })
  const stale = runTool(updateNote, context, { note_id: id, content: 'three', if_match: etag })
  await t.rejects(stale, { name: 'PreconditionFailed', currentEtag: second.etag })
  t.match(await nextcloud.notes.get(id), { content: 'two' })
})

t.test('a change of nothing, and a misspelt guard, ask nothing', async t => {
  const { context, sandbox } = await person(t)
  await t.rejects(runTool(updateNote, context, { note_id: 1 }), { name: 'InvalidRequest' })
  await t.rejects(runTool(updateNote, context, { note_id: 1, content: 'x', ifMatch: 'y' }), { name: 'ZodError' })
  t.equal(sandbox.calls.length, 0)
})
