import type { z } from 'zod'

/** One parameter that does not fit. */
export interface ParameterProblem {
  /** Where: `title`, `filter.tags[2]`; empty for the arguments as a whole. */
  parameter: string
  /** What is wrong. Never holds the value. */
  problem: string
}

const MOST = 20
/** Zod lists every unknown name in one message, and names are as long as the caller makes them. */
const LONGEST = 300

/** Zod's issues as a list that a model can act on, at most twenty, each cut to 300 characters. */
export function parameterProblems(issues: readonly z.core.$ZodIssue[]): ParameterProblem[] {
  return issues.slice(0, MOST).map(({ path, message }) => ({ parameter: cut(pathOf(path)), problem: cut(message) }))
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** The same list in one line. */
export function describeProblems(problems: readonly ParameterProblem[]): string {
  return problems.map(({ parameter, problem }) => (parameter === '' ? problem : `${parameter}: ${problem}`)).join('; ')
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}
