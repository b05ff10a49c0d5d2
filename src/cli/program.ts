import { Command } from 'commander'
import { version } from '../lib/version.js'
import { addDemo } from './commands/add-demo.js'
import { configReference } from './commands/config-reference.js'
import { dbMigrate } from './commands/db-migrate.js'
import { dbRotateKey } from './commands/db-rotate-key.js'
import { deregister } from './commands/deregister.js'
import { doctor } from './commands/doctor.js'
import { generateKey } from './commands/generate-key.js'
import { run } from './commands/run.js'
import { stdio } from './commands/stdio.js'
import type { Io } from './io.js'

/** Adds one command to the program. */
export type AddCommand = (parent: Command, io: Io) => void

const COMMANDS: readonly AddCommand[] = [run, stdio, doctor, generateKey, deregister, configReference, addDemo]
const DB_COMMANDS: readonly AddCommand[] = [dbMigrate, dbRotateKey]

const AFTER_HELP = `
Without a command, "run" is meant: nextcloud-mcp-server --port 8001
Settings come from the environment; "run --help" shows the flags that stand for them.`

/** The command line: parses, and hands each command its options. Rejects with what the command rejects with. */
export function buildProgram(io: Io): Command {
  const program = new Command('nextcloud-mcp-server')
    .description('MCP server for Nextcloud')
    .version(version, '-V, --version', 'show the version')
    .helpOption('--help', 'show help')
    .addHelpText('after', AFTER_HELP)
    .exitOverride()
    .configureOutput({ writeOut: text => io.out(text.trimEnd()), writeErr: text => io.err(text.trimEnd()) })
  for (const add of COMMANDS) add(program, io)
  const db = program.command('db').description('look after the database').helpOption('--help', 'show help')
  for (const add of DB_COMMANDS) add(db, io)
  return program
}
