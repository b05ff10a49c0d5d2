import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const HIGHEST = 50
const folder = join('test', 'abuse')
const titles = readdirSync(folder)
  .filter(name => name.endsWith('.test.ts'))
  .flatMap(name => [...readFileSync(join(folder, name), 'utf8').matchAll(/t\.test\(\s*(['"`])(.*?)\1,/g)])
  .map(([, , title = '']) => title)
const numbersIn = (title: string) => [...(/^(GAP-\d+(?:, )?)+:/.exec(title)?.[0] ?? '').matchAll(/\d+/g)].map(Number)

t.test('every gap of the threat model, 1 to 50, is the title of a test that attacks it', async t => {
  const covered = new Set(titles.flatMap(numbersIn))
  for (let gap = 1; gap <= HIGHEST; gap += 1) t.ok(covered.has(gap), `GAP-${gap}`)
})

t.test('no title names a gap that is none', async t => {
  t.ok(titles.length > 60)
  for (const title of titles) for (const gap of numbersIn(title)) t.ok(gap >= 1 && gap <= HIGHEST, title)
})
