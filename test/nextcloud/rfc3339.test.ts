import t from 'tap'
import { rfc3339 } from '../../src/nextcloud/rfc3339.js'

for (const [instant, expected] of [
  [1795410000, '2026-11-23T05:00:00Z'],
  [0, '1970-01-01T00:00:00Z'],
  ['Mon, 23 Nov 2026 05:01:34 GMT', '2026-11-23T05:01:34Z'],
  ['', null],
  ['yesterday', null],
  [undefined, null],
  [Number.MAX_SAFE_INTEGER, null],
] as const) {
  t.test(`${instant} is ${expected}`, async t => {
    t.equal(rfc3339(instant), expected)
  })
}
