import t from 'tap'
import { listFolder } from '../../../src/tools/files/list-folder.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('folders come first, each by name, page by page', async t => {
  const { context, nextcloud } = await person(t)
  for (const file of ['/b.txt', '/a.txt', '/C.txt']) await nextcloud.files.write(file, 'x')
  for (const folder of ['/z', '/y']) await nextcloud.files.createFolder(folder)
  const pages: unknown[][] = []
  let cursor: string | undefined
  do {
    const page = await runTool(listFolder, context, { limit: 2, ...(cursor && { cursor }) })
    t.equal(page.total, 5)
    pages.push(page.items!.map(({ name }) => name))
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  t.strictSame(pages, [['y', 'z'], ['C.txt', 'a.txt'], ['b.txt']])
})

t.test('an entry has what the next call needs', async t => {
  const { context, nextcloud } = await person(t)
  await nextcloud.files.createFolder('/Docs')
  await nextcloud.files.write('/Docs/a b.md', '# A')
  const { items } = await runTool(listFolder, context, { path: 'Docs/' })
  t.match(items, [{ path: '/Docs/a b.md', kind: 'file', size: 3, etag: /^[^"]+$/, modified: /Z$/, url: /\/f\/\d+$/ }])
})

t.test('a folder that is none is an error, not an empty list', async t => {
  const { context, nextcloud } = await person(t)
  await nextcloud.files.write('/a.txt', 'x')
  await t.rejects(runTool(listFolder, context, { path: '/none' }), { name: 'NotFound' })
  await t.rejects(runTool(listFolder, context, { path: '/a.txt' }), { name: 'InvalidRequest' })
  await t.rejects(runTool(listFolder, context, { path: '/../bob' }), { name: 'UnsafePath' })
})
