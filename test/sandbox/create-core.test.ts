import t from 'tap'
import { createCore, DEFAULT_SETTINGS, requireAccount } from '../../src/sandbox/create-core.js'

t.test('settings are those of Nextcloud and its apps, but for what was asked', async t => {
  t.strictSame(createCore({}).settings, DEFAULT_SETTINGS)
  t.strictSame(createCore({ settings: { latencyMs: 5 } }).settings, { ...DEFAULT_SETTINGS, latencyMs: 5 })
})

t.test('the clock of the options is the clock', async t => {
  t.equal(createCore({ now: () => 42 }).now(), 42)
})

t.test('random ids are letters and digits, and no two are the same', async t => {
  const { randomId } = createCore({})
  t.match(randomId(72), /^[A-Za-z0-9]{72}$/)
  t.not(randomId(32), randomId(32))
})

t.test('an unknown uid is a mistake of the caller', async t => {
  t.throws(() => requireAccount(createCore({}).accounts, 'nobody'), RangeError)
})
