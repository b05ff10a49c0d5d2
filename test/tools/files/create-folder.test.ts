import t from 'tap'
import { createFolder } from '../../../src/tools/files/create-folder.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('a folder is created once, inside one that exists', async t => {
  const { context, nextcloud } = await person(t)
  t.match(await runTool(createFolder, context, { path: '/Docs' }), { path: '/Docs', url: /\/f\/\d+$/ })
  t.match(await nextcloud.files.stat('/Docs'), { kind: 'folder' })
  await t.rejects(runTool(createFolder, context, { path: '/Docs' }), { name: 'Conflict' })
  await t.rejects(runTool(createFolder, context, { path: '/none/Docs' }), { name: 'Conflict' })
  await t.rejects(runTool(createFolder, context, { path: '/Docs/..' }), { name: 'UnsafePath' })
})
