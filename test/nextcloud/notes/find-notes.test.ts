import t from 'tap'
import { byLatest, findNotes } from '../../../src/nextcloud/notes/find-notes.js'
import { person, type Person } from '../../helpers/person.js'

async function seeded(t: import('tap').Test): Promise<Person> {
  const alice = await person(t)
  const { notes } = alice.nextcloud
  await notes.create({
    title: 'Shopping',
    content: `${'filler '.repeat(60)}Milk and   BREAD ${'tail '.repeat(60)}`,
    category: '',
  })
  await notes.create({ title: 'Bread recipe', content: 'flour', category: 'Kitchen' })
  await notes.create({ title: 'Empty', content: '', category: '' })
  return alice
}

const titlesOf = async ({ nextcloud }: Person, words: string[], category?: string) =>
  (await findNotes(nextcloud.notes, { words, category })).map(({ title }) => title).toSorted()

t.test('all words must occur, in title or text, in any case', async t => {
  const alice = await seeded(t)
  t.strictSame(await titlesOf(alice, ['bread']), ['Bread recipe', 'Shopping'])
  t.strictSame(await titlesOf(alice, ['BREAD', 'milk']), ['Shopping'])
  t.strictSame(await titlesOf(alice, ['bread', 'wine']), [])
  t.strictSame(await titlesOf(alice, ['bread'], 'Kitchen'), ['Bread recipe'])
  t.strictSame(await titlesOf(alice, []), ['Bread recipe', 'Empty', 'Shopping'])
})

t.test('the excerpt shows the match and is short', async t => {
  const { nextcloud } = await seeded(t)
  const [hit] = await findNotes(nextcloud.notes, { words: ['milk'], category: undefined })
  t.match(hit?.excerpt, /^….*Milk and BREAD.*…$/)
  t.ok((hit?.excerpt?.length ?? 999) <= 202)
  t.notOk(hit && 'content' in hit)
})

t.test('texts are not fetched when there is nothing to look for', async t => {
  const { nextcloud, sandbox } = await seeded(t)
  sandbox.clearCalls()
  const found = await findNotes(nextcloud.notes, { words: [], category: undefined })
  t.ok(found.every(({ excerpt }) => excerpt === null))
  t.equal(sandbox.calls.length, 1)
})

t.test('the order is latest first, then the higher id', async t => {
  const note = (id: number, modified: string | null) => ({ id, modified })
  const notes = [
    note(1, '2026-01-01T00:00:00Z'),
    note(2, null),
    note(3, '2026-01-02T00:00:00Z'),
    note(4, '2026-01-01T00:00:00Z'),
  ]
  t.strictSame(
    notes.toSorted(byLatest).map(({ id }) => id),
    [3, 4, 1, 2],
  )
  t.equal(byLatest(note(1, null), note(1, null)), 0)
})
