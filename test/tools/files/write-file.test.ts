import t from 'tap'
import { writeFile } from '../../../src/tools/files/write-file.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('a file is created, then replaced as it was seen', async t => {
  const { context } = await person(t)
  const first = await runTool(writeFile, context, { path: '/a.txt', content: 'ä', create_only: true })
  t.match(first, { path: '/a.txt', created: true, size: 2, url: /\/f\/\d+$/ })
  const second = await runTool(writeFile, context, { path: '/a.txt', content: 'two', if_match: first.etag })
  t.match(second, { created: false, file_id: first.file_id })
})

t.test('what exists or changed is not replaced against the wish of the caller', async t => {
  const { context, nextcloud } = await person(t)
  const { etag } = await nextcloud.files.write('/a.txt', 'one')
  const write = (more: object) => runTool(writeFile, context, { path: '/a.txt', content: 'lost', ...more })
  await t.rejects(write({ create_only: true }), { name: 'Conflict' })
  await t.rejects(write({ if_match: 'old' }), { name: 'PreconditionFailed', currentEtag: etag })
  await t.rejects(write({ create_only: true, if_match: etag }), { name: 'InvalidRequest' })
  t.match(await nextcloud.files.read('/a.txt', { offset: 0, length: 9 }), { bytes: Buffer.from('one') })
})

t.test('a path that leads elsewhere is refused before anything is sent', async t => {
  const { context, sandbox } = await person(t)
  for (const path of ['/../bob/x', '/a\\b', '/', '/a\n']) {
    await t.rejects(runTool(writeFile, context, { path, content: 'x' }))
  }
  t.equal(sandbox.calls.length, 0)
})
