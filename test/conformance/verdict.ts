/** What one scenario came to, in checks. */
export interface ScenarioResult {
  passed: number
  failed: number
}

export interface Verdict {
  green: boolean
  /** One line, with the figures. */
  line: string
  /** Required scenarios that did not pass: failed, or never ran, or checked nothing. */
  missing: readonly string[]
}

const SUMMARY = '=== SUMMARY ==='

/** The suite's closing list, by scenario. Empty when it never came that far. */
export function readSummary(stdout: string): ReadonlyMap<string, ScenarioResult> {
  const at = stdout.lastIndexOf(SUMMARY)
  const summary = at < 0 ? '' : stdout.slice(at)
  const lines = summary.matchAll(/^[✓✗] (\S+): (\d+) passed, (\d+) failed$/gmu)
  return new Map(
    [...lines].map(([, name = '', passed, failed]) => [name, { passed: Number(passed), failed: Number(failed) }]),
  )
}

/** The scenarios under `server:` in a frozen set of requirements, as the suite's own package has them. */
export function requiredOfServers(yaml: string): readonly string[] {
  const [, section = ''] = /^server:\n((?: +- \S+\n)+)/m.exec(yaml) ?? []
  return [...section.matchAll(/- (\S+)/g)].map(([, name = '']) => name)
}

/**
 * Green: the suite says so, and each required scenario ran and checked something. The suite's word alone is not enough: it is content with a
 * scenario that checked nothing.
 *
 * @param title - what was examined.
 */
export function judge(title: string, required: readonly string[], ran: { code: number; stdout: string }): Verdict {
  const results = readSummary(ran.stdout)
  const isPassed = (name: string) => (results.get(name)?.passed ?? 0) > 0 && results.get(name)?.failed === 0
  const missing = required.filter(name => !isPassed(name))
  const passed = required.length - missing.length
  const checks = required.reduce((sum, name) => sum + (results.get(name)?.passed ?? 0), 0)
  const others = [...results.keys()].filter(name => !required.includes(name))
  const unscored =
    others.length === 0 ? '' : `; not scored: ${others.filter(isPassed).length} of ${others.length} passed`
  const line = `conformance, ${title}: ${passed} passed, ${missing.length} failed, of ${required.length} required scenarios (${checks} checks)${unscored}`
  return { green: ran.code === 0 && passed > 0 && missing.length === 0, line, missing }
}
