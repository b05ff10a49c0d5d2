import { readFileSync } from 'node:fs'
import { ConfigError, type ConfigProblem } from '../errors/config-error.js'
import { assembleConfig } from './assemble-config.js'
import { collectValues, type ReadFile, type Source } from './collect-values.js'
import type { Config } from './config.js'
import { detectMode } from './detect-mode.js'
import type { ConfigWarning, Finding } from './finding.js'
import type { Flags } from './flags.js'
import { parseValues } from './parse-values.js'
import { advise } from './rules/advise.js'
import { checkAddresses } from './rules/check-addresses.js'
import { checkExposure } from './rules/check-exposure.js'
import { checkMode } from './rules/check-mode.js'
import { checkNames } from './rules/check-names.js'
import { checkRequired } from './rules/check-required.js'
import { checkStdio } from './rules/check-stdio.js'
import { checkSwitches } from './rules/check-switches.js'
import { checkTransport } from './rules/check-transport.js'
import { checkUnused } from './rules/check-unused.js'
import { checkUserIdClaim } from './rules/check-user-id-claim.js'
import type { Rule } from './rules/rule.js'

export interface LoadOptions {
  flags?: Flags
  /** Reads secrets (`NAME_FILE`) and the CA bundle. */
  readFile?: ReadFile
}

const RULES: readonly Rule[] = [
  checkMode,
  checkRequired,
  checkStdio,
  checkAddresses,
  checkExposure,
  checkSwitches,
  checkTransport,
  checkUnused,
  checkUserIdClaim,
  advise,
]

/**
 * Everything the process was told, parsed once and frozen (CFG-1).
 *
 * @param source - the environment; nothing else reads it.
 * @throws {ConfigError} naming everything that is wrong, not just the first thing, and never a value.
 */
export function loadConfig(source: Source, options: LoadOptions = {}): { config: Config; warnings: ConfigWarning[] } {
  const { flags = {}, readFile = readText } = options
  const collected = collectValues(source, flags, readFile)
  const { env, findings } = parseValues(collected.values)
  const written = new Set([...Object.keys(collected.values), ...setNames(source, flags)])
  const input = { env, flags, detected: detectMode(env, flags), written, readFile }
  const found = [
    ...checkNames(setNames(source)),
    ...collected.findings,
    ...findings,
    ...RULES.flatMap(rule => rule(input)),
  ]
  const problems = problemsIn(found)
  if (problems.length > 0 || env.NEXTCLOUD_HOST === undefined) throw new ConfigError(problems)
  const config = assembleConfig(env, input.detected.mode, env.NEXTCLOUD_HOST)
  return { config: deepFreeze(config), warnings: warningsIn(found) }
}

function readText(path: string): string {
  return readFileSync(path, 'utf8')
}

/** Names that carry a text other than the empty one; credentials that `--oauth` dropped do not count. */
function setNames(source: Source, flags: Flags = {}): string[] {
  const names = Object.keys(source).filter(name => source[name]?.trim())
  return flags.oauth ? names.filter(name => !/^NEXTCLOUD_(USERNAME|PASSWORD)(_FILE)?$/.test(name)) : names
}

function problemsIn(findings: readonly Finding[]): ConfigProblem[] {
  return findings.flatMap(found =>
    found.kind === 'problem' ? [{ variable: found.variable, problem: found.problem, fix: found.fix }] : [],
  )
}

function warningsIn(findings: readonly Finding[]): ConfigWarning[] {
  return findings.flatMap(found =>
    found.kind === 'warning' ? [{ level: found.level, variable: found.variable, message: found.message }] : [],
  )
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}
