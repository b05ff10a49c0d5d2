import t from 'tap'
import { readFile } from '../../../src/tools/files/read-file.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('a short file is read at once', async t => {
  const { context, nextcloud } = await person(t)
  const { etag } = await nextcloud.files.write('/a.txt', 'hällo')
  t.match(await runTool(readFile, context, { path: '/a.txt' }), {
    content: 'hällo',
    encoding: 'utf-8',
    size: 6,
    offset: 0,
    truncated: false,
    next_offset: null,
    etag,
  })
  await nextcloud.files.write('/empty.txt', '')
  t.match(await runTool(readFile, context, { path: '/empty.txt' }), { content: '', size: 0, truncated: false })
})

t.test('a long file is read piece by piece, and no character is lost', async t => {
  const { context, nextcloud } = await person(t)
  const text = 'aä€📝'.repeat(20)
  await nextcloud.files.write('/long.txt', text)
  let read = ''
  let offset: number | null = 0
  while (offset !== null) {
    const piece = await runTool(readFile, context, { path: '/long.txt', offset, max_bytes: 17 })
    t.equal(piece.truncated, piece.next_offset !== null)
    t.ok(Buffer.byteLength(piece.content!) <= 17)
    read += piece.content
    offset = piece.next_offset ?? null
  }
  t.equal(read, text)
})

t.test('what is not text is refused', async t => {
  const { context, nextcloud } = await person(t)
  await nextcloud.files.write('/pixel.png', 'PNG\u0000\u0001')
  await t.rejects(runTool(readFile, context, { path: '/pixel.png' }), { name: 'InvalidRequest', message: /not text/ })
})

t.test('a folder, a missing file and a place behind the end are errors', async t => {
  const { context, nextcloud } = await person(t)
  await nextcloud.files.createFolder('/sub')
  await nextcloud.files.write('/a.txt', 'x')
  await t.rejects(runTool(readFile, context, { path: '/sub' }), { name: 'InvalidRequest' })
  await t.rejects(runTool(readFile, context, { path: '/none' }), { name: 'NotFound' })
  await t.rejects(runTool(readFile, context, { path: '/a.txt', offset: 5 }), { name: 'InvalidRequest' })
  await t.rejects(runTool(readFile, context, { path: '/a.txt', max_bytes: 2_000_000 }), { name: 'ZodError' })
})
