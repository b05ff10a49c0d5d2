import t from 'tap'
import { deleteItem } from '../../../src/tools/files/delete-item.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('an item is deleted once, if it is still what was seen', async t => {
  const { context, nextcloud } = await person(t)
  const { etag } = await nextcloud.files.write('/a.txt', 'a')
  const remove = (if_match?: string) => runTool(deleteItem, context, { path: '/a.txt', ...(if_match && { if_match }) })
  await t.rejects(remove('old'), { name: 'PreconditionFailed', currentEtag: etag })
  t.strictSame(await remove(etag), { path: '/a.txt', recoverable: true })
  await t.rejects(remove(), { name: 'NotFound' })
})

t.test('all files at once cannot be deleted', async t => {
  const { context, sandbox } = await person(t)
  for (const path of ['/', '//', '.', '/x/..']) await t.rejects(runTool(deleteItem, context, { path }))
  t.equal(sandbox.calls.length, 0)
})

t.test('a locked file stays', async t => {
  const { context, sandbox } = await person(t)
  sandbox.failNext({ path: /a\.txt/, status: 423 })
  await t.rejects(runTool(deleteItem, context, { path: '/a.txt' }), { name: 'Locked' })
})
