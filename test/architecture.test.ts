import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { MAY_IMPORT, VENDOR_FENCES } from './helpers/may-import.js'

const PLACES = ['src', 'plugins']
const filesIn = (root: string) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(root, name))

const roomOf = (file: string) =>
  file.startsWith('plugins/') ? file.split('/', 2).join('/') : (file.split(/[/.]/)[1] ?? '')
const isIn = (room: string, rooms: readonly string[]) =>
  rooms.includes(room) || rooms.includes(room.split('/')[0] ?? '')
const testOf = (file: string) => join('test', file.replace(/^src\//, '').replace(/\.ts$/, '.test.ts'))
const importsOf = (source: string) =>
  [...source.matchAll(/\b(?:from|import)\s*\(?'([^']+)'/g)].map(([, path = '']) => path)
const linesOf = (source: string) => source.split('\n').length - 1
/** Is there anything to run in it? Types and plain data need no test of their own. */
const hasFunctions = (source: string) => {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, removeComments: true }
  return /=>|\bfunction\b|\bclass\b/.test(ts.transpileModule(source, { compilerOptions }).outputText)
}

for (const file of PLACES.flatMap(filesIn)) {
  t.test(file, async t => {
    const source = readFileSync(file, 'utf8')
    const room = roomOf(file)
    t.ok(linesOf(source) <= 300, `fits in 300 lines, has ${linesOf(source)}`)
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^']*'/gm, '')
    t.notMatch(code, /:\s*any\b|<any>|\bas any\b|as unknown as|@ts-(ignore|expect-error|nocheck)/, 'has no any')
    t.notMatch(source, /\bexport default\b|^\s*(?:export )?enum /m, 'has named exports and no enum')
    t.notMatch(source, /throw new Error\(|\bTODO\b|\bFIXME\b/, 'throws typed errors and leaves nothing for later')
    if (!file.startsWith('src/cli/'))
      t.notMatch(source, /\bconsole\.|process\.env/, 'neither prints nor reads the environment')
    t.ok(!hasFunctions(source) || existsSync(testOf(file)), `is tested by ${testOf(file)}`)
    for (const path of importsOf(source)) {
      if (path.startsWith('.')) {
        const target = roomOf(join(dirname(file), path))
        const allowed = MAY_IMPORT[room.split('/')[0] ?? ''] ?? []
        t.ok(target === room || isIn(target, allowed), `may import ${target}`)
        continue
      }
      for (const [vendor, rooms] of Object.entries(VENDOR_FENCES)) {
        const isVendor = vendor.endsWith('/')
          ? path.startsWith(vendor)
          : path === vendor || path.startsWith(`${vendor}/`)
        if (isVendor) t.ok(isIn(room, rooms), `may import ${path}`)
      }
    }
  })
}

t.test('tests and benches fit in 300 lines and none is skipped', async t => {
  for (const file of [...filesIn('test'), ...filesIn('bench')]) {
    const source = readFileSync(file, 'utf8')
    t.ok(linesOf(source) <= 300, `${file} has ${linesOf(source)} lines`)
    if (file.endsWith('architecture.test.ts')) continue
    t.notMatch(source, /\b(?:skip|todo|only):\s*true|\bt\.(?:skip|todo|only)\(/, `${file} skips nothing`)
  }
})

t.test('every test runs: its room has a suite, or it lies beside this file', async t => {
  const suites = filesIn('test/suites').map(file => basename(file, '.ts'))
  const rooms = filesIn('test').filter(file => file.endsWith('.test.ts') && dirname(file) !== 'test')
  t.strictSame([...new Set([...rooms.map(file => file.split('/')[1]), 'floods'])].toSorted(), suites.toSorted())
  for (const suite of suites.filter(name => name !== 'abuse' && name !== 'floods'))
    t.match(readFileSync(`test/suites/${suite}.ts`, 'utf8'), `\nawait runSuite('${suite}')\n`)
})
