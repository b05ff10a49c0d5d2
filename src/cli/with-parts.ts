import { createAudit } from '../auth/audit.js'
import type { OidcDeps } from '../auth/oidc/oidc-deps.js'
import type { Config } from '../config/config.js'
import { StartFailed } from '../errors/start-failed.js'
import { silentLog } from '../lib/log.js'
import { waitingPorts } from './waiting-ports.js'
import { version } from '../lib/version.js'
import { createHttpClient } from '../nextcloud/create-http-client.js'
import { openStorage } from '../storage/open-storage.js'
import { openVault } from '../vault/open-vault.js'

/**
 * Opens what the server works with, without the server, and closes it when `task` is done.
 *
 * @throws {StartFailed} in a mode that stores nothing.
 */
export async function withParts<T>(config: Config, task: (parts: OidcDeps) => Promise<T>): Promise<T> {
  if (!config.storage) throw new StartFailed(`${config.mode} mode stores nothing, so there is nothing to do.`)
  const storage = await openStorage({ path: config.storage.path, now: waitingPorts.now })
  const http = createHttpClient(config.nextcloud, {
    ports: waitingPorts,
    log: silentLog,
    userAgent: `nextcloud-mcp/${version}`,
  })
  const vault = openVault(config.storage.keys)
  const audit = createAudit(storage.audit, silentLog, waitingPorts.now)
  try {
    return await task({ config, storage, vault, http, audit, ports: waitingPorts, log: silentLog })
  } finally {
    await http.close()
    await storage.close()
  }
}
