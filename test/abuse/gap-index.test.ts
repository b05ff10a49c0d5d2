import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const HIGHEST = 50
const folder = join('test', 'abuse')
const files = readdirSync(folder).filter(name => name.endsWith('.test.ts'))
const titlesOf = (name: string) =>
  [...readFileSync(join(folder, name), 'utf8').matchAll(/t\.test\(\s*(['"`])(.*?)\1,/g)].map(
    ([, , title = '']) => title,
  )
const titles = files.flatMap(titlesOf)
const numbersIn = (title: string) => [...(/^(GAP-\d+(?:, )?)+:/.exec(title)?.[0] ?? '').matchAll(/\d+/g)].map(Number)

t.test('every gap of the threat model, 1 to 50, is the title of a test that attacks it', async t => {
  const covered = new Set(titles.flatMap(numbersIn))
  for (let gap = 1; gap <= HIGHEST; gap += 1) t.ok(covered.has(gap), `GAP-${gap}`)
})

/** Keys, grants and their age (18, 45), webhooks (22, 23), discovery (33), tools (37) and the start (43) are the same code; Basic (24, 25, 27) and no OAuth (40) are other modes. */
const ELSEWHERE_IN_HYBRID = [18, 22, 23, 24, 25, 27, 33, 37, 40, 43, 45]
const OAUTH_MODE = Array.from({ length: HIGHEST }, (_, index) => index + 1).filter(
  gap => !ELSEWHERE_IN_HYBRID.includes(gap),
)
const SINGLE_USER_MODE = [9, 10, 11, 16, 24, 25, 28, 29, 30, 31, 32, 35, 37, 38, 40, 43, 44, 49]

t.test('what can be attacked in OAuth mode and in single-user mode is attacked there too', async t => {
  for (const [prefix, gaps] of [
    ['oauth-', OAUTH_MODE],
    ['single-user', SINGLE_USER_MODE],
  ] as const) {
    const covered = new Set(
      files
        .filter(name => name.startsWith(prefix))
        .flatMap(titlesOf)
        .flatMap(numbersIn),
    )
    for (const gap of gaps) t.ok(covered.has(gap), `${prefix}: GAP-${gap}`)
  }
})

t.test('no title names a gap that is none', async t => {
  t.ok(titles.length > 60)
  for (const title of titles) for (const gap of numbersIn(title)) t.ok(gap >= 1 && gap <= HIGHEST, title)
})
