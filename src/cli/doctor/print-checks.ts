import type { Io } from '../io.js'
import type { CheckResult } from './check-result.js'

const MARKS = { ok: 'ok  ', warn: 'warn', fail: 'FAIL', skip: '-   ' }

/** One line per check, with the fix where one is needed. */
export function printChecks(results: readonly CheckResult[], io: Pick<Io, 'out'>): void {
  const width = Math.max(...results.map(({ name }) => name.length))
  for (const { name, status, message, fix } of results) {
    io.out(`${MARKS[status]}  ${name.padEnd(width)}  ${fix ? `${sentence(message)} Fix: ${fix}` : message}`)
  }
  const failed = results.filter(({ status }) => status === 'fail').length
  const warned = results.filter(({ status }) => status === 'warn').length
  io.out(`${results.length} ${results.length === 1 ? 'check' : 'checks'}, ${failed} failed, ${warned} with a warning`)
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}

/** The same for programs. */
export function printChecksAsJson(results: readonly CheckResult[], io: Pick<Io, 'out'>): void {
  io.out(JSON.stringify({ ok: results.every(({ status }) => status !== 'fail'), checks: results }, undefined, 2))
}
