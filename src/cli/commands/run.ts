import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../app.js'
import type { Config } from '../../config/config.js'
import { describeConfig } from '../../config/describe-config.js'
import { AppError } from '../../errors/app-error.js'
import { StartFailed } from '../../errors/start-failed.js'
import { version } from '../../lib/version.js'
import type { Io } from '../io.js'
import type { AddCommand } from '../program.js'
import { addSettings, printWarnings, readSettings, type Options } from '../settings.js'
import { serveByStdio } from '../stdio/serve-by-stdio.js'

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

/** Serves until stopped, by whatever transport the settings name. */
export async function serve(options: Options, io: Io): Promise<void> {
  const { config, warnings } = readSettings(options, io)
  printWarnings(warnings, io)
  if (config.server.transport === 'stdio') return serveByStdio(config, io)
  const app = await buildApp(config)
  app.log.info({ version, config: describeConfig(config) }, 'settings')
  await listen(app, config)
  io.onStop(() => app.close())
  // stdout is the log's, one JSON object per line.
  io.err(`nextcloud-mcp-server ${version} serves ${config.mode} mode at ${config.server.publicUrl}/mcp`)
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
    if (cause instanceof AppError) throw cause
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new StartFailed(`${host} port ${port} ${LISTEN_FAULTS[code] ?? `cannot be listened on (${code}).`}`, {
      cause,
    })
  }
}
