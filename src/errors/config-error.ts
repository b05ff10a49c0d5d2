import { AppError } from './app-error.js'

/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** Environment variable or flag, e.g. `TOKEN_ENCRYPTION_KEY`. */
  variable: string
  /** What is wrong. Never holds the value. */
  problem: string
  /** What to write instead. */
  fix: string
}

/** Everything that is wrong with the configuration, collected. */
export class ConfigError extends AppError {
  readonly code = 'NCMCP_CONFIG_INVALID'
  readonly statusCode = 500
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, problem, fix }) => `${variable}: ${problem} ${fix}`).join('\n'))
    this.problems = problems
  }
}
