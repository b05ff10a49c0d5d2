import t from 'tap'
import { retryAfterSeconds } from '../../src/nextcloud/retry-after.js'

const NOW = Date.parse('2026-11-23T05:00:00Z')

for (const [header, expected] of [
  [undefined, undefined],
  ['0', 0],
  ['120', 120],
  ['Mon, 23 Nov 2026 05:00:30 GMT', 30],
  ['Mon, 23 Nov 2026 04:00:00 GMT', 0],
  ['soon', undefined],
] as const) {
  t.test(`Retry-After ${header} is ${expected} seconds`, async t => {
    t.equal(retryAfterSeconds(header, NOW), expected)
  })
}
