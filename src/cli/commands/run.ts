import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../app.js'
import type { Config, Mode } from '../../config/config.js'
import { describeConfig } from '../../config/describe-config.js'
import { StartFailed } from '../../errors/start-failed.js'
import { version } from '../../lib/version.js'
import type { Io } from '../io.js'
import type { AddCommand } from '../program.js'
import { addSettings, printWarnings, readSettings, type Options } from '../settings.js'

/** `run`, which is also what no command at all means. */
export const run: AddCommand = (parent, io) => {
  const command = parent.command('run', { isDefault: true }).description('serve until stopped (the default)')
  addSettings(command.helpOption('--help', 'show help').allowExcessArguments())
  command.action(async (options: Options) => {
    const [word] = command.args
    if (word !== undefined) command.error(`error: unknown command '${word}'. See: nextcloud-mcp-server --help`)
    await serve(options, io)
  })
}

async function serve(options: Options, io: Io): Promise<void> {
  const { config, warnings } = readSettings(options, io)
  printWarnings(warnings, io)
  if (!isServed(config.mode)) return refuse(config.mode, io)
  const app = await buildApp(config)
  app.log.info({ version, config: describeConfig(config) }, 'settings')
  await listen(app, config)
  io.onStop(() => app.close())
  // stdout is the log's, one JSON object per line.
  io.err(`nextcloud-mcp-server ${version} serves ${config.mode} mode at ${config.server.publicUrl}/mcp`)
}

/** Whether this release can run in the mode; the others are recognised and checked only. */
export function isServed(mode: Mode): boolean {
  return mode === 'hybrid' || mode === 'multi_user_basic' || mode === 'oauth'
}

const NAMES = { oauth: 'OAuth mode', single_user_basic: 'single-user Basic mode' }

function refuse(mode: Mode, io: Io): void {
  const name = mode === 'oauth' || mode === 'single_user_basic' ? NAMES[mode] : mode
  io.err(`The configuration is valid and asks for ${name}, which this release does not serve yet.`)
  io.err('It serves hybrid and multi-user Basic mode. For hybrid mode set:')
  io.err('  ENABLE_MULTI_USER_BASIC_AUTH=true')
  io.err('  ENABLE_OFFLINE_ACCESS=true')
  io.err('  TOKEN_ENCRYPTION_KEY=…   (make one with: nextcloud-mcp-server generate-key)')
  if (mode === 'single_user_basic') io.err('and remove NEXTCLOUD_USERNAME and NEXTCLOUD_PASSWORD.')
  io.exitWith(2)
}

const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use. Choose another one with --port, or stop what uses it.',
  EACCES: 'may not be used by this user. Choose one above 1023 with --port.',
  EADDRNOTAVAIL: 'cannot be used: this machine does not have that address. Choose another one with --host.',
  ENOTFOUND: 'cannot be used: the name is unknown. Choose another one with --host.',
}

async function listen(app: FastifyInstance, { server: { host, port } }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    await app.close()
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new StartFailed(`${host} port ${port} ${LISTEN_FAULTS[code] ?? `cannot be listened on (${code}).`}`, {
      cause,
    })
  }
}
