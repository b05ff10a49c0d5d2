import t from 'tap'
import { createBruteForce } from '../../../src/sandbox/accounts/brute-force.js'

function failing(times: number, isOn = true) {
  const clock = { now: 0 }
  const bruteForce = createBruteForce(
    () => clock.now,
    () => isOn,
  )
  for (let attempt = 0; attempt < times; attempt += 1) bruteForce.fail('1.2.3.4')
  return { bruteForce, clock }
}

t.test('ten failures block nobody, the eleventh blocks the address and no other', async t => {
  t.notOk(failing(10).bruteForce.blocked('1.2.3.4'))
  const { bruteForce } = failing(11)
  t.ok(bruteForce.blocked('1.2.3.4'))
  t.notOk(bruteForce.blocked('1.2.3.5'))
})

t.test('the block ends half an hour after the failures, or with a reset', async t => {
  const { bruteForce, clock } = failing(11)
  clock.now = 30 * 60 * 1000 - 1
  t.ok(bruteForce.blocked('1.2.3.4'))
  clock.now += 1
  t.notOk(bruteForce.blocked('1.2.3.4'))
  const again = failing(11).bruteForce
  again.reset()
  t.notOk(again.blocked('1.2.3.4'))
})

t.test('switched off, it counts nothing', async t => {
  t.notOk(failing(50, false).bruteForce.blocked('1.2.3.4'))
})
