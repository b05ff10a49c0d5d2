import t from 'tap'
import { createNote } from '../../../src/tools/notes/create-note.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('the title that Nextcloud made is the one that comes back', async t => {
  const { context, nextcloud } = await person(t)
  const input = { title: 'a/b', content: 'text', category: 'Work' }
  const first = await runTool(createNote, context, input)
  t.match(first, { title: 'ab', category: 'Work', url: /\/note\/\d+$/ })
  t.match(await runTool(createNote, context, input), { title: 'ab (2)' })
  t.match(await nextcloud.notes.get(first.id!), { content: 'text' })
})

t.test('a title alone makes an empty note without a category', async t => {
  const { context, nextcloud } = await person(t)
  const { id } = await runTool(createNote, context, { title: 'Bare' })
  t.match(await nextcloud.notes.get(id!), { title: 'Bare', content: '', category: '' })
})

t.test('a note without a title is refused', async t => {
  const { context, sandbox } = await person(t)
  await t.rejects(runTool(createNote, context, { content: 'x' }), { name: 'ZodError' })
  t.equal(sandbox.calls.length, 0)
})

t.test('a creation that may have arrived is not repeated', async t => {
  const { context, sandbox } = await person(t)
  sandbox.failNext({ path: /notes/, dropConnection: true })
  await t.rejects(runTool(createNote, context, { title: 'Once' }), { name: 'NextcloudUnavailable', maybeSent: true })
  t.ok(sandbox.calls.length <= 1)
})
