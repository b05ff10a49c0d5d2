import { createServerAccount } from '../../auth/account/create-server-account.js'
import type { Config } from '../../config/config.js'
import { describeConfig } from '../../config/describe-config.js'
import { StartFailed } from '../../errors/start-failed.js'
import { createLogger } from '../../http/create-logger.js'
import { systemPorts } from '../../lib/ports.js'
import { version } from '../../lib/version.js'
import { accountCaller } from '../../mcp/account-caller.js'
import { createCore } from '../../mcp/create-core.js'
import { availableTools, loadTools } from '../../mcp/load-tools.js'
import { capabilitiesOf } from '../../mcp/offer.js'
import { serverIdentity } from '../../mcp/server-identity.js'
import { connectStdio, type StdioRequest } from '../../mcp/stdio-connection.js'
import { createHttpClient } from '../../nextcloud/create-http-client.js'
import { tracedHttpClient } from '../../nextcloud/traced-http-client.js'
import { openTracing } from '../../tracing/open-tracing.js'
import { ephemeralVault } from '../../vault/open-vault.js'
import type { Io } from '../io.js'

const START_CHECK_MS = 7_000

/**
 * Serves the one client at the other end of stdin and stdout, as the account of the settings, until it goes away or the process is asked to end. stdout is the
 * protocol's: the log goes to stderr.
 *
 * @throws {StartFailed} for an account that Nextcloud refuses. A Nextcloud that does not answer is asked again by the first call.
 */
export async function serveByStdio(config: Config, io: Io): Promise<void> {
  const log = createLogger(config.log, { write: line => io.err(line.trimEnd()) })
  const parts = await partsOf(config, log)
  try {
    await parts.account.checkAtStart(AbortSignal.timeout(START_CHECK_MS))
    log.info({ version, config: describeConfig(config) }, 'settings')
    const connection = connectStdio({ ...parts, ...io.pipes, ports: systemPorts, log })
    io.onStop(() => connection.close())
    io.err(`nextcloud-mcp-server ${version} serves ${config.mode} mode on stdin and stdout`)
    await connection.ended
  } finally {
    await parts.close()
  }
}

async function partsOf(config: Config, log: ReturnType<typeof createLogger>) {
  const { credentials, url: nextcloudUrl } = config.nextcloud
  if (!credentials) throw new StartFailed('stdio needs an account: set NEXTCLOUD_USERNAME and NEXTCLOUD_PASSWORD.')
  const { now, random } = systemPorts
  const tracing = await openTracing(config.tracing, { ports: systemPorts, log })
  const untraced = createHttpClient(config.nextcloud, {
    ports: systemPorts,
    log,
    userAgent: `nextcloud-mcp/${version}`,
  })
  const http = tracing ? tracedHttpClient(untraced, { tracing, baseUrl: nextcloudUrl }) : untraced
  const vault = ephemeralVault(random)
  const account = createServerAccount({ ...credentials, nextcloudUrl, http, vault, now, log })
  const offer = { tools: availableTools(await loadTools(), { offlineAccess: false }) }
  const identity = serverIdentity(version)
  const mac = (...values: string[]) => vault.mac('request-state-mac', ...values)
  const core = createCore({ offer, identity, ports: systemPorts, mac, tracing })
  return {
    account,
    dispatcher: core.dispatcher,
    identity,
    capabilities: capabilitiesOf(offer),
    callerOf: (request: StdioRequest) =>
      accountCaller({ account, http, nextcloud: config.nextcloud, now }, { ...request, log }),
    async close() {
      await core.close()
      await http.close()
      await tracing?.close()
    },
  }
}
