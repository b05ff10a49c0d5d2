import type { z } from 'zod'
import { Env } from './env.js'
import { problem, type Finding } from './finding.js'

/** The environment as far as it could be read: what was wrong counts as not set, so that the other rules can still speak. */
export function parseValues(values: Readonly<Record<string, string>>): { env: Env; findings: Finding[] } {
  const parsed = Env.safeParse(values)
  if (parsed.success) return { env: parsed.data, findings: [] }
  const findings = parsed.error.issues.map(toProblem)
  const wrong = new Set(parsed.error.issues.map(issue => issue.path[0]))
  const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.has(name)))
  return { env: Env.parse(rest), findings }
}

function toProblem(issue: z.core.$ZodIssue): Finding {
  const fix: unknown = issue.code === 'custom' ? issue.params?.['fix'] : undefined
  return problem(String(issue.path[0]), issue.message, typeof fix === 'string' ? fix : 'See docs/configuration.md.')
}
