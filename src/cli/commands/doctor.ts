import { ConfigError } from '../../errors/config-error.js'
import { silentLog } from '../../lib/log.js'
import { waitingPorts } from '../waiting-ports.js'
import { version } from '../../lib/version.js'
import { createHttpClient } from '../../nextcloud/create-http-client.js'
import type { CheckResult } from '../doctor/check-result.js'
import { printChecks, printChecksAsJson } from '../doctor/print-checks.js'
import { runChecks } from '../doctor/run-checks.js'
import type { Io } from '../io.js'
import type { AddCommand } from '../program.js'
import { addSettings, readSettings, type Options } from '../settings.js'

/** `doctor`: checks everything and says how to repair it. Exit code 1 when a check failed. */
export const doctor: AddCommand = (parent, io) => {
  const command = parent.command('doctor').description('check the configuration and everything it points to')
  addSettings(command.helpOption('--help', 'show help').option('--json', 'for programs'))
  command.action((options: Options) => examine(options, io))
}

async function examine(options: Options, io: Io): Promise<void> {
  const results = await collect(options, io)
  if (options['json'] === true) printChecksAsJson(results, io)
  else printChecks(results, io)
  if (results.some(({ status }) => status === 'fail')) io.exitWith(1)
}

async function collect(options: Options, io: Io): Promise<CheckResult[]> {
  try {
    return await check(options, io)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map(({ variable, problem, fix }) => ({
      name: 'config',
      status: 'fail',
      message: `${variable} ${problem}`,
      fix,
    }))
  }
}

async function check(options: Options, io: Io): Promise<CheckResult[]> {
  const { config, warnings } = readSettings(options, io)
  const userAgent = `nextcloud-mcp/${version}`
  const http = createHttpClient(config.nextcloud, { ports: waitingPorts, log: silentLog, userAgent })
  try {
    return await runChecks(config, warnings, { http, now: waitingPorts.now })
  } finally {
    await http.close()
  }
}
