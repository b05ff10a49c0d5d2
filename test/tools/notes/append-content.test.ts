import t from 'tap'
import { PreconditionFailed } from '../../../src/errors/nextcloud-errors.js'
import type { NotesClient } from '../../../src/nextcloud/notes/notes-client.js'
import { appendContent } from '../../../src/tools/notes/append-content.js'
import { person, type Person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

/** Somebody else who writes between our read and our write, `times` times. */
function withRival({ nextcloud, context }: Person, times: number) {
  let left = times
  const notes: NotesClient = {
    ...nextcloud.notes,
    update: async (id, changes, ifMatch) => {
      if (left-- > 0) await nextcloud.notes.update(id, { content: `rival ${left}` })
      return nextcloud.notes.update(id, changes, ifMatch)
    },
  }
  return {
    ...context,
    nextcloud: {
      userId: 'alice',
      notes,
      files: nextcloud.files,
      users: nextcloud.users,
      webhooks: nextcloud.webhooks,
    },
  }
}

for (const [before, after] of [
  ['', 'new'],
  ['old', 'old\n\nnew'],
  ['old\n', 'old\n\nnew'],
  ['old\n\n', 'old\n\nnew'],
] as const) {
  t.test(`${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, async t => {
    const { context, nextcloud } = await person(t)
    const { id } = await nextcloud.notes.create({ title: 'Log', content: before, category: '' })
    const changed = await runTool(appendContent, context, { note_id: id, content: 'new' })
    t.match(await nextcloud.notes.get(id), { content: after, etag: changed.etag })
  })
}

t.test('what somebody else writes at the same moment is kept', async t => {
  const alice = await person(t)
  const { id } = await alice.nextcloud.notes.create({ title: 'Log', content: 'old', category: '' })
  await runTool(appendContent, withRival(alice, 2), { note_id: id, content: 'new' })
  t.match(await alice.nextcloud.notes.get(id), { content: 'rival 0\n\nnew' })
})

t.test('a race that is always lost ends, and nothing is overwritten', async t => {
  const alice = await person(t)
  const { id } = await alice.nextcloud.notes.create({ title: 'Log', content: 'old', category: '' })
  await t.rejects(runTool(appendContent, withRival(alice, 99), { note_id: id, content: 'new' }), PreconditionFailed)
  t.match((await alice.nextcloud.notes.get(id)).content, /^rival/)
})

t.test('a failure that is no race is not run again', async t => {
  const { context, sandbox } = await person(t)
  await t.rejects(runTool(appendContent, context, { note_id: 9999, content: 'x' }), { name: 'NotFound' })
  t.equal(sandbox.calls.length, 1)
})
