import type { z } from 'zod'

/** One parameter that does not fit. */
export interface ParameterProblem {
  /** Where: `title`, `filter.tags[2]`; empty for the arguments as a whole. */
  parameter: string
  /** What is wrong. Never holds the value. */
  problem: string
}

const MOST = 20

/** Zod's issues as a list that a model can act on, at most twenty. */
export function parameterProblems(issues: readonly z.core.$ZodIssue[]): ParameterProblem[] {
  return issues.slice(0, MOST).map(issue => ({ parameter: pathOf(issue.path), problem: issue.message }))
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
