import type { Config } from '../../config/config.js'
import type { Log } from '../../lib/log.js'
import type { Metrics } from '../../lib/metrics.js'
import type { Ports } from '../../lib/ports.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import type { Storage } from '../../storage/storage.js'
import type { Vault } from '../../vault/vault.js'
import type { Audit } from '../audit.js'

/** What provider and client are found and kept with. */
export interface OidcDeps {
  config: Config
  storage: Storage
  vault: Vault
  http: HttpClient
  audit: Audit
  ports: Ports
  log: Log
  /** Silent when absent. */
  metrics?: Metrics
  /** What else an administrator should know, as of now; told with the runtime's own warnings. */
  moreWarnings?: () => readonly string[]
}
