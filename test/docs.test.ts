import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'

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

t.test('links between pages lead somewhere', async t => {
  for (const page of pages) {
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (/^https?:/.test(target)) continue
      t.ok(existsSync(join(dirname(page), target)), `${page} -> ${target}`)
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

t.test('the two commands of the README are the scripts of package.json', async t => {
  const { scripts } = JSON.parse(read('package.json'))
  for (const [, name = ''] of read('README.md').matchAll(
    /npm (?:run )?(test:browser|test|demo|bench|lint|typecheck|format|build|start)\b/g,
  )) {
    t.ok(scripts[name], `npm run ${name}`)
  }
})
