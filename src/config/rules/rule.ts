import type { DetectedMode } from '../detect-mode.js'
import type { Env } from '../env.js'
import type { Finding } from '../finding.js'
import type { Flags } from '../flags.js'

/** What a rule may look at. */
export interface RuleInput {
  env: Env
  flags: Flags
  detected: DetectedMode
  /** Names of the variables that were written, also of those that could not be read. */
  written: ReadonlySet<string>
  /** Text of a file. Throws when it cannot be read. */
  readFile: (path: string) => string
}

/** One thing that is asked of the configuration as a whole. */
export type Rule = (input: RuleInput) => Finding[]
