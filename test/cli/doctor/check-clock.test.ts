import t from 'tap'
import { checkClock } from '../../../src/cli/doctor/check-clock.js'

const now = Date.UTC(2026, 10, 24, 12)
const at = (seconds: number) => new Date(now + seconds * 1000).toUTCString()

t.test('up to a minute apart is fine', async t => {
  for (const seconds of [0, 60, -60]) t.match(checkClock(at(seconds), now), { status: 'ok' }, String(seconds))
})

t.test('more than a minute apart is a warning that says which way', async t => {
  t.match(checkClock(at(-61), now), { status: 'warn', message: /61 s ahead of Nextcloud/, fix: /NTP/ })
  t.match(checkClock(at(3600), now), { status: 'warn', message: /3600 s behind Nextcloud/ })
})

t.test('no date, or one that is none, tells nothing', async t => {
  t.match(checkClock(undefined, now), { status: 'skip' })
  t.match(checkClock('yesterday', now), { status: 'skip' })
})
