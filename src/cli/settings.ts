import { parseEnv } from 'node:util'
import { Option, type Command } from 'commander'
import type { Config } from '../config/config.js'
import type { ConfigWarning } from '../config/finding.js'
import { variableFlags, type Flags } from '../config/flags.js'
import { loadConfig } from '../config/load-config.js'
import { StartFailed } from '../errors/start-failed.js'
import type { Io } from './io.js'

/** Options of a command as commander gives them. */
export type Options = Readonly<Record<string, unknown>>

export interface Settings {
  config: Config
  warnings: readonly ConfigWarning[]
}

/** Gives a command all flags that stand for settings. */
export function addSettings(command: Command): Command {
  command.option('--oauth', 'force OAuth mode; a name and password in the environment are ignored')
  command.option('--no-oauth', 'force single-user Basic mode; needs a name and password')
  command.option('--env-file <path>', 'read settings from a file too; the environment wins over it')
  for (const { long, short, argument, description } of variableFlags) {
    const usage = argument === undefined ? long : `${long} <${argument}>`
    command.addOption(new Option([short, usage].filter(Boolean).join(', '), description))
  }
  return command
}

/** @throws {ConfigError} for settings that are wrong. @throws {StartFailed} for an `--env-file` that cannot be read. */
export function readSettings(options: Options, io: Io): Settings {
  const file = options['envFile']
  const fromFile = typeof file === 'string' ? readEnvFile(file, io) : {}
  return loadConfig({ ...fromFile, ...io.env }, { flags: flagsIn(options), readFile: path => io.readFile(path) })
}

/** One line each on stderr. */
export function printWarnings(warnings: readonly ConfigWarning[], io: Io): void {
  for (const { level, variable, message } of warnings) {
    io.err(`${level === 'warn' ? 'Warning' : 'Note'}: ${variable} ${message}`)
  }
}

function readEnvFile(path: string, io: Io): Record<string, string | undefined> {
  try {
    return { ...parseEnv(io.readFile(path)) }
  } catch (cause) {
    throw new StartFailed('The file given with --env-file cannot be read.', { cause })
  }
}

function flagsIn(options: Options): Flags {
  const given = variableFlags.flatMap(({ variable, long }) => {
    const value = options[camelCase(long)]
    if (value === true) return [[variable, 'true'] as const]
    return typeof value === 'string' ? [[variable, value] as const] : []
  })
  const oauth = options['oauth']
  return { values: Object.fromEntries(given), ...(typeof oauth === 'boolean' ? { oauth } : {}) }
}

/** How commander names the option `--mcp-server-url`. */
function camelCase(long: string): string {
  return new Option(long).attributeName()
}
