import { CommanderError } from 'commander'
import { AppError } from '../errors/app-error.js'
import { ConfigError } from '../errors/config-error.js'
import type { Io } from './io.js'
import { buildProgram } from './program.js'

/** Runs one command line. Never rejects: a failure becomes plain words on stderr and an exit code. */
export async function runCli(args: readonly string[], io: Io): Promise<void> {
  try {
    await buildProgram(io).parseAsync([...args], { from: 'user' })
  } catch (error) {
    report(error, io)
  }
}

function report(error: unknown, io: Io): void {
  // Commander has printed it already.
  if (error instanceof CommanderError) return io.exitWith(error.exitCode === 0 ? 0 : 2)
  if (error instanceof ConfigError) return reportConfig(error, io)
  io.err(`Error: ${describe(error)}`)
  io.exitWith(1)
}

function reportConfig({ problems }: ConfigError, io: Io): void {
  io.err(
    problems.length === 1 ? 'The configuration has a problem:' : `The configuration has ${problems.length} problems:`,
  )
  for (const { variable, problem, fix } of problems) io.err(`  ${variable} ${problem} ${fix}`)
  io.err('Every variable is explained in docs/configuration.md.')
  io.exitWith(2)
}

function describe(error: unknown): string {
  if (error instanceof AppError) return error.message
  if (error instanceof Error) return `${error.message} (unexpected; please report it)`
  return String(error)
}
