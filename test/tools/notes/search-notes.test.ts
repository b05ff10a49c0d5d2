import t from 'tap'
import { searchNotes } from '../../../src/tools/notes/search-notes.js'
import { person, type Person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

async function withNotes(t: import('tap').Test, count: number): Promise<Person> {
  const alice = await person(t)
  for (let n = 1; n <= count; n += 1) {
    await alice.nextcloud.notes.create({
      title: `Note ${n}`,
      content: n % 2 ? 'odd' : 'even',
      category: n < 3 ? 'Few' : '',
    })
  }
  return alice
}

t.test('pages hold every note once, the newest first, without their texts', async t => {
  const { context } = await withNotes(t, 5)
  const first = await runTool(searchNotes, context, { limit: 2 })
  const second = await runTool(searchNotes, context, { limit: 2, cursor: first.next_cursor })
  const third = await runTool(searchNotes, context, { limit: 2, cursor: second.next_cursor })
  const titles = [first, second, third].flatMap(({ notes }) => notes!.map(({ title }) => title))
  t.strictSame(titles, ['Note 5', 'Note 4', 'Note 3', 'Note 2', 'Note 1'])
  t.match([first.total, third.next_cursor], [5, null])
})

t.test('a note that appears between two pages does not shift the second', async t => {
  const { context, nextcloud } = await withNotes(t, 3)
  const first = await runTool(searchNotes, context, { limit: 2 })
  await nextcloud.notes.create({ title: 'New', content: '', category: '' })
  const second = await runTool(searchNotes, context, { limit: 2, cursor: first.next_cursor })
  t.match(second.notes, [{ title: 'Note 1' }])
  t.equal(second.notes?.length, 1)
})

t.test('words and category narrow the search', async t => {
  const { context } = await withNotes(t, 4)
  const found = await runTool(searchNotes, context, { query: ' ODD  note ', category: 'Few' })
  t.match(found, { notes: [{ title: 'Note 1', excerpt: 'odd' }], total: 1, next_cursor: null })
  t.match(await runTool(searchNotes, context, { query: 'nothing' }), { notes: [], total: 0 })
})

t.test('a cursor of another question, a limit out of range and a misspelt parameter are refused', async t => {
  const { context } = await withNotes(t, 2)
  const { next_cursor: cursor } = await runTool(searchNotes, context, { limit: 1 })
  await t.rejects(runTool(searchNotes, context, { query: 'odd', cursor }), { name: 'InvalidRequest' })
  await t.rejects(runTool(searchNotes, context, { limit: 201 }), { name: 'ZodError' })
  await t.rejects(runTool(searchNotes, context, { search: 'x' }), { name: 'ZodError' })
})
