import t from 'tap'
import { moveItem } from '../../../src/tools/files/move-item.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('nothing is replaced unless that is asked for', async t => {
  const { context, nextcloud } = await person(t)
  await nextcloud.files.write('/a.txt', 'a')
  await nextcloud.files.write('/b.txt', 'b')
  const move = { from: '/a.txt', to: '/b.txt' }
  await t.rejects(runTool(moveItem, context, move), { name: 'Conflict' })
  t.match(await runTool(moveItem, context, { ...move, overwrite: true }), { ...move, replaced: true })
  await t.rejects(nextcloud.files.stat('/a.txt'), { name: 'NotFound' })
  t.match(await nextcloud.files.read('/b.txt', { offset: 0, length: 9 }), { bytes: Buffer.from('a') })
})

t.test('a folder is renamed with what is in it', async t => {
  const { context, nextcloud } = await person(t)
  await nextcloud.files.createFolder('/Old')
  await nextcloud.files.write('/Old/a.txt', 'a')
  t.match(await runTool(moveItem, context, { from: '/Old', to: '/New & 1' }), { replaced: false })
  t.match(await nextcloud.files.stat('/New & 1/a.txt'), { kind: 'file' })
})

t.test('neither end may lead elsewhere', async t => {
  const { context, sandbox } = await person(t)
  await t.rejects(runTool(moveItem, context, { from: '/a', to: '/../bob/a' }), { name: 'UnsafePath' })
  await t.rejects(runTool(moveItem, context, { from: '/../bob/a', to: '/a' }), { name: 'UnsafePath' })
  t.equal(sandbox.calls.length, 0)
})

t.test('an item that changed is left where it is', async t => {
  const { context, nextcloud } = await person(t)
  await nextcloud.files.write('/a.txt', 'a')
  const stale = runTool(moveItem, context, { from: '/a.txt', to: '/b.txt', if_match: 'old' })
  await t.rejects(stale, { name: 'PreconditionFailed' })
})
