import { mkdir, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import t from 'tap'
import { availableTools, loadTools, ToolFilesWrong } from '../../src/mcp/load-tools.js'
import { echo, fail } from './fixture.js'

const tool = (name: string, as = 'tool') =>
  `export const ${as} = { name: '${name}', prepare() {}, input: {}, output: {} }\n`

/** Files with the extension that the loader looks for here. */
async function folderWith(t: Tap, files: Record<string, string>): Promise<URL> {
  const folder = t.testdir()
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, 'tools', name.endsWith('.map') ? name : `${name}${extension}`)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, content)
  }
  return pathToFileURL(join(folder, 'tools/'))
}

type Tap = { testdir(): string }

t.test('tools of every folder come sorted by name', async t => {
  const folder = await folderWith(t, {
    'b/two': tool('nc_b_two'),
    'a/one': tool('nc_z_one'),
    'a/three': tool('nc_a_three'),
  })
  t.strictSame(
    (await loadTools(folder)).map(({ name }) => name),
    ['nc_a_three', 'nc_b_two', 'nc_z_one'],
  )
})

t.test('files without a tool, and files that are not sources, are passed over', async t => {
  const folder = await folderWith(t, {
    'a/shared': 'export const limit = 3\nexport const nothing = null\n',
    'a/one': tool('nc_a_one'),
    'a/one.map': '{}',
    'a/types.d': 'export {}',
    beside: tool('nc_a_beside'),
  })
  t.strictSame(
    (await loadTools(folder)).map(({ name }) => name),
    ['nc_a_one'],
  )
})

t.test('the same name in two files stops the boot', async t => {
  const folder = await folderWith(t, { 'a/one': tool('nc_a_one'), 'b/one': tool('nc_a_one') })
  await t.rejects(loadTools(folder), ToolFilesWrong)
})

t.test('two tools in one file stop the boot', async t => {
  const folder = await folderWith(t, { 'a/one': tool('nc_a_one') + tool('nc_a_two', 'second') })
  await t.rejects(loadTools(folder), ToolFilesWrong)
})

t.test('tools about background access exist only where there is some', async t => {
  const tools = [echo, { ...fail, availability: 'offline_access' as const }]
  t.strictSame(availableTools(tools, { offlineAccess: false }), [echo])
  t.strictSame(availableTools(tools, { offlineAccess: true }), tools)
})
