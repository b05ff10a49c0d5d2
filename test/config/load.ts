import { ConfigError } from '../../src/errors/config-error.js'
import { loadConfig, type LoadOptions } from '../../src/config/load-config.js'

type Source = Record<string, string | undefined>

/** One line per problem; empty when it loads. */
export function problemsOf(source: Source, options: LoadOptions = {}): string[] {
  try {
    loadConfig(source, options)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map(({ variable, problem, fix }) => `${variable} ${problem} ${fix}`)
  }
}

/** One line per warning. */
export function warningsOf(source: Source, options: LoadOptions = {}): string[] {
  return loadConfig(source, options).warnings.map(({ level, variable, message }) => `${level}: ${variable} ${message}`)
}
