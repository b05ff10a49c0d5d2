import t from 'tap'
import { searchFiles } from '../../../src/tools/files/search-files.js'
import { person, type Person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

const pathsOf = ({ items = [] }: Awaited<ReturnType<typeof runTool>>) => items.map(({ path }) => path)

async function withFiles(t: import('tap').Test): Promise<Person> {
  const alice = await person(t)
  const { files } = alice.nextcloud
  await files.createFolder('/Costs & Revenue')
  for (const name of ['one.md', 'two.md', 'three.txt']) await files.write(`/Costs & Revenue/${name}`, 'x')
  await files.write('/four.md', 'x')
  return alice
}

t.test('files are found by part of a name, in any case, below a folder', async t => {
  const { context } = await withFiles(t)
  t.strictSame(pathsOf(await runTool(searchFiles, context, { query: '.MD' })).toSorted(), [
    '/Costs & Revenue/one.md',
    '/Costs & Revenue/two.md',
    '/four.md',
  ])
  const inside = await runTool(searchFiles, context, { query: '.md', folder: '/Costs & Revenue' })
  t.strictSame(pathsOf(inside).toSorted(), ['/Costs & Revenue/one.md', '/Costs & Revenue/two.md'])
  t.strictSame(pathsOf(await runTool(searchFiles, context, { query: '& rev' })), ['/Costs & Revenue'])
})

t.test('files are found by type', async t => {
  const { context } = await withFiles(t)
  t.strictSame(pathsOf(await runTool(searchFiles, context, { mime_type: 'text/plain' })), [
    '/Costs & Revenue/three.txt',
  ])
  t.equal(pathsOf(await runTool(searchFiles, context, { mime_type: 'text/*' })).length, 4)
  t.strictSame(pathsOf(await runTool(searchFiles, context, { favorites_only: true })), [])
})

t.test('pages hold every hit once', async t => {
  const { context } = await withFiles(t)
  const first = await runTool(searchFiles, context, { query: '.md', limit: 2 })
  const second = await runTool(searchFiles, context, { query: '.md', limit: 2, cursor: first.next_cursor })
  t.equal(second.next_cursor, null)
  t.equal(new Set([...pathsOf(first), ...pathsOf(second)]).size, 3)
})

t.test('a search for nothing, in no folder, or with what is no type is refused', async t => {
  const { context } = await withFiles(t)
  await t.rejects(runTool(searchFiles, context, {}), { name: 'InvalidRequest' })
  await t.rejects(runTool(searchFiles, context, { query: 'x', folder: '/none' }), { name: 'NotFound' })
  await t.rejects(runTool(searchFiles, context, { query: 'x', folder: '/../bob' }), { name: 'UnsafePath' })
  await t.rejects(runTool(searchFiles, context, { mime_type: '<x>' }), { name: 'ZodError' })
})

t.test('markup in a query is a name like any other', async t => {
  const { context } = await withFiles(t)
  t.strictSame(pathsOf(await runTool(searchFiles, context, { query: '</d:literal>&' })), [])
})
