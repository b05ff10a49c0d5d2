import t from 'tap'
import type { CheckResult } from '../../../src/cli/doctor/check-result.js'
import { printChecks, printChecksAsJson } from '../../../src/cli/doctor/print-checks.js'
import { fakeIo } from '../fake-io.js'

const RESULTS: CheckResult[] = [
  { name: 'clock', status: 'ok', message: 'agrees' },
  { name: 'nextcloud', status: 'fail', message: 'no answer', fix: 'Check it.' },
  { name: 'client', status: 'warn', message: 'expires', fix: 'Make one.' },
  { name: 'key', status: 'skip', message: 'none' },
]

t.test('one line per check, with its fix, and a sum', async t => {
  const io = fakeIo()
  printChecks(RESULTS, io)
  t.strictSame(io.stdout().split('\n'), [
    'ok    clock      agrees',
    'FAIL  nextcloud  no answer. Fix: Check it.',
    'warn  client     expires. Fix: Make one.',
    '-     key        none',
    '4 checks, 1 failed, 1 with a warning',
  ])
})

t.test('what ends with a mark of its own gets no second one', async t => {
  const io = fakeIo()
  printChecks([{ name: 'config', status: 'fail', message: 'PORT is required.', fix: 'Write it.' }], io)
  t.strictSame(io.stdout().split('\n'), [
    'FAIL  config  PORT is required. Fix: Write it.',
    '1 check, 1 failed, 0 with a warning',
  ])
})

t.test('for programs, ok is false when one failed', async t => {
  const io = fakeIo()
  printChecksAsJson(RESULTS, io)
  t.strictSame(JSON.parse(io.stdout()), { ok: false, checks: RESULTS })
  const fine = fakeIo()
  printChecksAsJson(RESULTS.slice(2), fine)
  t.equal(JSON.parse(fine.stdout()).ok, true)
})
