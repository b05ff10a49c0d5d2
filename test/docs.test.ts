import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { buildProgram } from '../src/cli/program.js'
import { fakeIo } from './cli/fake-io.js'

const read = (file: string) => readFileSync(file, 'utf8')
const sources = ['src', 'plugins'].flatMap(root =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => read(join(root, name))),
)
const pages = ['README.md', 'plugins/README.md', ...readdirSync('docs').map(name => join('docs', name))]

t.test('every error code is explained in docs/troubleshooting.md, and none that does not exist', async t => {
  const inCode = new Set(
    sources.flatMap(source => source.match(/'NCMCP_[A-Z_]+[A-Z]'/g) ?? []).map(code => code.slice(1, -1)),
  )
  const table = read('docs/troubleshooting.md').match(/`NCMCP_[A-Z_]+`/g) ?? []
  const inDocs = new Set(table.map(code => code.slice(1, -1)))
  for (const code of inCode) t.ok(inDocs.has(code), `${code} is documented`)
  for (const code of inDocs) t.ok(inCode.has(code), `${code} exists`)
})

/** What a heading is called in a link, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
const anchorsOf = (page: string) => [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))

t.test('links between pages lead somewhere, to the heading too', async t => {
  for (const page of pages) {
    for (const [, target = '', anchor] of read(page).matchAll(/\]\(([^)#\s]*)(?:#([^)]*))?\)/g)) {
      if (/^https?:/.test(target)) continue
      const file = target === '' ? page : join(dirname(page), target)
      t.ok(existsSync(file), `${page} -> ${target}`)
      if (anchor !== undefined) t.ok(anchorsOf(file).includes(anchor), `${page} -> ${target}#${anchor}`)
    }
  }
})

t.test('every page of docs/ is listed in the README', async t => {
  const readme = read('README.md')
  for (const name of readdirSync('docs')) t.ok(readme.includes(`docs/${name}`), name)
})

t.test('every route of the management API is in docs/management-api.md', async t => {
  const listed = read('docs/management-api.md')
  const files = readdirSync('plugins/management-api/routes').map(name =>
    read(join('plugins/management-api/routes', name)),
  )
  const urls = files.flatMap(source => [...source.matchAll(/'(\/[a-z][^' ]*)'/g)].map(([, url = '']) => url))
  t.ok(urls.length >= 15, `${urls.length} routes`)
  for (const url of urls) {
    const name =
      url
        .split('/')
        .filter(part => part && !part.startsWith(':'))
        .at(-1) ?? ''
    t.ok(listed.includes(name), `${url} is listed`)
  }
})

t.test('the commands of the pages are scripts of package.json, and commands of the program', async t => {
  const { scripts } = JSON.parse(read('package.json'))
  const program = buildProgram(fakeIo())
  const commands = new Set(program.commands.flatMap(one => [one.name(), ...one.commands.map(({ name }) => name)]))
  for (const page of pages) {
    for (const [, name = ''] of read(page).matchAll(/npm (?:run )?(?!ci\b|run\b|install\b)([a-z:]+)/g))
      t.ok(scripts[name], `${page}: npm run ${name}`)
    for (const [, name = ''] of read(page).matchAll(/(?:main\.js|nextcloud-mcp-server) ([a-z][a-z-]+)/g))
      t.ok(commands.has(name), `${page}: ${name}`)
  }
})

t.test('the README maps every room, and every command; plugins/README.md has every plugin', async t => {
  const readme = read('README.md')
  const folders = (root: string) =>
    readdirSync(root, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => name)
  for (const room of folders('src')) {
    if (room !== 'lib' && room !== 'errors') t.ok(readme.includes(`\`src/${room}\``), `src/${room}`)
  }
  const [row = ''] = /^\| `src\/cli` \|.*$/m.exec(readme) ?? []
  for (const command of buildProgram(fakeIo()).commands) t.ok(row.includes(`\`${command.name()}`), command.name())
  for (const plugin of folders('plugins')) {
    t.match(read('plugins/README.md'), new RegExp(`^\\| ${plugin} \\|`, 'm'), plugin)
    t.ok(readme.includes(plugin), `README: ${plugin}`)
  }
})

t.test('docs/security.md says of every table what is in it, and for how long', async t => {
  const page = read('docs/security.md')
  for (const file of readdirSync('src/storage/schema')) {
    for (const [, name = ''] of read(join('src/storage/schema', file)).matchAll(/sqliteTable\(\s*'([a-z_]+)'/g))
      t.match(page, new RegExp(`^\\|[^|]*\`${name}\`[^|]*\\|`, 'm'), name)
  }
})
